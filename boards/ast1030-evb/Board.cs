// SPDX-License-Identifier: MIT
// The AST1030 evaluation board under the appliance: console on UART5, link to the host on UART1, three I2C buses, TPM on the third.
// Where the TPM is for the boot stands here and not in init.hid, which is not to be looked at before the TPM has measured it.

using Wardstone.Appliance;
using Wardstone.Aspeed;
using Wardstone.Boards;
using Wardstone.Controllers;
using Wardstone.Drivers;
using Wardstone.Runtime;

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
            var kernel = new BoardKernel();
            for (var bus = 0; bus < I2cBuses; bus++)
            {
                chip.StartI2c(bus);
            }

            var console = chip.StartUart5(receiveSize: 64, sendSize: 2048);
            var link = chip.StartUart1(receiveSize: 2048, sendSize: 2048);
            var config = new MemoryRom(FirmwareImage.Config);
            var kept = new KeptLog();
            var tpm = new I2cBusDevice(new Bus(), new I2cSettings(TpmBus, TpmAddress));
            var platform = new Platform
            {
                Board = FirmwareImage.Board,
                Version = FirmwareImage.Version,
                BuildId = FirmwareImage.BuildId,
                Image = new MemoryRom(FirmwareImage.Image),
                Components = new MemoryRom(FirmwareImage.Components),
                Config = config,
                Tpm = new TpmFifo(new TpmI2cRegisters(tpm)),
                Log = new ConsoleLog(console, kept),
                Kernel = kernel,
                Parents = new[]
                {
                    new ParentSession("Terminal", "console", new UartTerminal(console)),
                    new ParentSession("Terminal", "link", new UartTerminal(link)),
                    new ParentSession("Log", "ring", kept),
                    new ParentSession("Rom", "log", kept),
                    new ParentSession("Rom", "config", config),
                    new ParentSession("Watchdog", "", new BoardWatchdog(chip.Watchdog())),
                },
            };
            new Appliance.Appliance(platform).Run();
        }
    }
}
