// SPDX-License-Identifier: MIT
// The Nucleo-F767ZI under the appliance: console on the ST-LINK's serial port, link to the host on USART2, a TPM shield on the Arduino
// header's SPI.

using Wardstone.Boards;
using Wardstone.Drivers;
using Wardstone.Stm32;

namespace Wardstone.NucleoF767zi
{
    internal static class Board
    {
        private const int A = 0; // pins are numbered 16 a port
        private const int B = 16;
        private const int D = 48;
        private const int TpmBus = 1;
        private const int TpmChipSelect = D + 14; // Arduino D10
        private const int TpmReset = D + 15; // D9
        private const int TpmResetMs = 2;
        private const int TpmClockHz = 10_000_000;

        private static void Main()
        {
            var chip = new Stm32F767(crystalHz: 8_000_000, isBypassed: true); // the ST-LINK's
            var console = chip.StartConsole(3, transmit: D + 8, receive: D + 9, receiveSize: 64, sendSize: 2048);
            var link = chip.StartUsart(2, transmit: D + 5, receive: D + 6, receiveSize: 2048, sendSize: 2048);
            chip.StartSpi(TpmBus, clock: A + 5, receive: A + 6, send: A + 7);
            chip.StartI2c(1, clock: B + 8, data: B + 9); // Arduino D15, D14
            chip.Reset(TpmReset, TpmResetMs);
            var settings = new SpiSettings(TpmBus, TpmChipSelect) { ClockHz = TpmClockHz };
            var tpm = new TpmFifo(new TpmSpiRegisters(new SpiBusDevice(new Bus(), settings)));
            ApplianceBoard.Run(console, link, tpm, chip.Watchdog());
        }
    }
}
