// SPDX-License-Identifier: MIT
// The STM32F4 Discovery under the appliance: console on USART2, link to the host on USART1, a TPM wired to SPI2, whose pins nothing else on
// the board uses.

using Wardstone.Boards;
using Wardstone.Drivers;
using Wardstone.Stm32;

namespace Wardstone.Stm32f4Discovery
{
    internal static class Board
    {
        private const int A = 0; // pins are numbered 16 a port
        private const int B = 16;
        private const int TpmBus = 2;
        private const int TpmChipSelect = B + 12;
        private const int TpmReset = B + 11;
        private const int TpmResetMs = 2;
        private const int TpmClockHz = 10_000_000;

        private static void Main()
        {
            var chip = new Stm32F407(crystalHz: 8_000_000, isBypassed: false);
            var console = chip.StartConsole(2, transmit: A + 2, receive: A + 3, receiveSize: 64, sendSize: 1024);
            var link = chip.StartUsart(1, transmit: B + 6, receive: B + 7, receiveSize: 2048, sendSize: 2048);
            chip.StartSpi(TpmBus, clock: B + 13, receive: B + 14, send: B + 15);
            chip.StartI2c(1, clock: B + 8, data: B + 9);
            chip.Reset(TpmReset, TpmResetMs);
            var settings = new SpiSettings(TpmBus, TpmChipSelect) { ClockHz = TpmClockHz };
            var tpm = new TpmFifo(new TpmSpiRegisters(new SpiBusDevice(new Bus(), settings)));
            ApplianceBoard.Run(console, link, tpm, chip.Watchdog());
        }
    }
}
