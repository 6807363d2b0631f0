// SPDX-License-Identifier: MIT
using Wardstone.Appliance;
using Wardstone.Controllers;
using Wardstone.Runtime;

namespace Wardstone.Boards
{
    /// <summary>A board under the appliance: what every board gives it in the same way.</summary>
    public static class ApplianceBoard
    {
        /// <summary>Runs the appliance. Does not return.</summary>
        /// <param name="console">Where it says what it does.</param>
        /// <param name="link">The line to the host.</param>
        /// <param name="tpm">Takes the TPM's commands. For the measured boot alone, before the components run: where the TPM is for that
        /// stands in the board's code and not in init.hid, which is not to be looked at before the TPM has measured it.</param>
        /// <param name="watchdog">Not started.</param>
        public static void Run(UartController console, UartController link, ICharDevice tpm, WatchdogController watchdog)
        {
            var config = new MemoryRom(FirmwareImage.Config);
            var kept = new KeptLog();
            var platform = new Platform
            {
                Board = FirmwareImage.Board,
                Version = FirmwareImage.Version,
                BuildId = FirmwareImage.BuildId,
                Image = new MemoryRom(FirmwareImage.Image),
                Components = new MemoryRom(FirmwareImage.Components),
                Config = config,
                Tpm = tpm,
                Log = new ConsoleLog(console, kept),
                Kernel = new BoardKernel(),
                Parents = new[]
                {
                    new ParentSession("Terminal", "console", new UartTerminal(console)),
                    new ParentSession("Terminal", "link", new UartTerminal(link)),
                    new ParentSession("Log", "ring", kept),
                    new ParentSession("Rom", "log", kept),
                    new ParentSession("Rom", "config", config),
                    new ParentSession("Watchdog", "", new BoardWatchdog(watchdog)),
                },
            };
            new Appliance.Appliance(platform).Run();
        }
    }
}
