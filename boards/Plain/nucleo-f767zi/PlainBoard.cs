// SPDX-License-Identifier: MIT
// The Nucleo-F767ZI under a plain program: time, pins and the buses of the Arduino header are there before its Main, which names none of
// them: I2C1 at D15 and D14, SPI1 at D13 to D11. Console and Debug write to the ST-LINK's serial port.

using System.Runtime;
using Wardstone.Stm32;

namespace Wardstone.Plain
{
    internal static class PlainBoard
    {
        private const int A = 0; // pins are numbered 16 a port
        private const int B = 16;
        private const int D = 48;

        [RuntimeExport("Board_Start")]
        private static void Start()
        {
            var chip = new Stm32F767(crystalHz: 8_000_000, isBypassed: true); // the ST-LINK's
            _ = chip.StartConsole(3, transmit: D + 8, receive: D + 9, receiveSize: 64, sendSize: 64);
            chip.StartSpi(1, clock: A + 5, receive: A + 6, send: A + 7);
            chip.StartI2c(1, clock: B + 8, data: B + 9);
        }
    }
}
