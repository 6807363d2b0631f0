// SPDX-License-Identifier: MIT
// A watchdog of AST2600 and AST1030. It counts microseconds down, and at 0 resets the whole chip: a peripheral that is left as
// it was would be a device without an owner.

using Wardstone.Controllers;

namespace Wardstone.Aspeed
{
    /// <summary>One watchdog.</summary>
    public sealed class Watchdog : WatchdogController
    {
        private const int Reload = 0x04; // WDT04
        private const int Restart = 0x08; // WDT08
        private const int Control = 0x0C; // WDT0C

        private const uint RestartKey = 0x4755;
        private const uint Enable = 1u << 0; // WDT0C
        private const uint ResetSystem = 1u << 1;
        private const uint ResetWithChip = 1u << 4; // the watchdog itself, with the reset that it causes
        private const uint FullChip = 1u << 5; // bits 6:5: what it resets

        private const int MostMs = int.MaxValue / 1000;

        private readonly Registers _registers;

        /// <param name="registers">The watchdog's registers.</param>
        public Watchdog(Registers registers) => _registers = registers;

        /// <inheritdoc/>
        public override bool TryStart(int timeoutMs)
        {
            if (timeoutMs <= 0 || timeoutMs > MostMs)
            {
                return false;
            }

            // It takes the new time over when it is restarted. Disabled until then, it cannot end in between.
            _registers[Control] = 0;
            _registers[Reload] = (uint)timeoutMs * 1000;
            Feed();
            _registers[Control] = FullChip | ResetWithChip | ResetSystem | Enable;
            return true;
        }

        /// <inheritdoc/>
        public override void Feed() => _registers[Restart] = RestartKey;
    }
}
