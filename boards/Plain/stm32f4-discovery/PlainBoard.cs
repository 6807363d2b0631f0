// SPDX-License-Identifier: MIT
// The STM32F4-Discovery under a plain program: time, pins and two buses are there before its Main, which names none of them: I2C1 at PB8
// and PB9, SPI2 at PB13 to PB15. Console and Debug write to USART2, PA2.

using System.Runtime;
using Wardstone.Stm32;

namespace Wardstone.Plain
{
    internal static class PlainBoard
    {
        private const int A = 0; // pins are numbered 16 a port
        private const int B = 16;

        [RuntimeExport("Board_Start")]
        private static void Start()
        {
            var chip = new Stm32F407(crystalHz: 8_000_000, isBypassed: false);
            _ = chip.StartConsole(2, transmit: A + 2, receive: A + 3, receiveSize: 64, sendSize: 64);
            chip.StartSpi(2, clock: B + 13, receive: B + 14, send: B + 15);
            chip.StartI2c(1, clock: B + 8, data: B + 9);
        }
    }
}
