// SPDX-License-Identifier: MIT
// The AST1030 evaluation board under the appliance: console on UART5, link to the host on UART1, three I2C buses, TPM on the third.

using Wardstone.Aspeed;
using Wardstone.Boards;
using Wardstone.Drivers;

namespace Wardstone.Ast1030Evb
{
    internal static class Board
    {
        private const int I2cBuses = 3; // 0 is I2C1 in the manual
        private const int TpmBus = 2;
        private const int TpmAddress = 0x2E;

        private static void Main()
        {
            var chip = new Ast1030();
            for (var bus = 0; bus < I2cBuses; bus++)
            {
                chip.StartI2c(bus);
            }

            var console = chip.StartUart5(receiveSize: 64, sendSize: 2048);
            var link = chip.StartUart1(receiveSize: 2048, sendSize: 2048);
            var tpm = new TpmFifo(new TpmI2cRegisters(new I2cBusDevice(new Bus(), new I2cSettings(TpmBus, TpmAddress))));
            ApplianceBoard.Run(console, link, tpm, chip.Watchdog());
        }
    }
}
