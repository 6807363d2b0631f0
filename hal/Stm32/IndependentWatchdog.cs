// SPDX-License-Identifier: MIT
// The independent watchdog (IWDG) of the STM32F4 and F7 (RM0090 chapter 21, RM0410 chapter 30). It counts an oscillator of its own, which
// the datasheets give as 17 to 47 kHz, and resets the chip at 0. Once started nothing but a reset stops it.
//
// A time is counted for the fastest oscillator, so who feeds in time is never reset; with the slowest one the reset
// comes after 2.8 times of it. That leaves 22,310 ms as the longest time, where others count for the typical 32 kHz and promise 32 s.

using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <summary>The watchdog.</summary>
    public sealed class IndependentWatchdog : WatchdogController
    {
        private const int Key = 0x00; // IWDG_KR
        private const int Prescaler = 0x04; // IWDG_PR: 4 << PR
        private const int Reload = 0x08; // IWDG_RLR
        private const int Status = 0x0C; // IWDG_SR

        private const uint StartKey = 0xCCCC;
        private const uint SetUpKey = 0x5555;
        private const uint FeedKey = 0xAAAA;
        private const uint Updating = 3; // SR RVU, PVU: what was written is not taken over yet, and may not be written again
        private const int FastestPerMs = 47;
        private const int MostCounts = 4096;
        private const int MostPrescaler = 6;

        // Five periods of the slowest oscillator are 300 us; a read takes tens of nanoseconds at least.
        private const int UpdateBound = 100_000;

        private readonly Registers _registers;

        /// <param name="registers">Its registers.</param>
        public IndependentWatchdog(Registers registers) => _registers = registers;

        /// <summary>The longest time that can be asked for, in milliseconds.</summary>
        public static int MostMs => (MostCounts << (MostPrescaler + 2)) / FastestPerMs;

        /// <inheritdoc/>
        public override bool TryStart(int timeoutMs)
        {
            if (timeoutMs <= 0 || timeoutMs > MostMs)
            {
                return false;
            }

            var periods = timeoutMs * FastestPerMs;
            var prescaler = 0;
            while (periods > MostCounts << (prescaler + 2))
            {
                prescaler++;
            }

            var divider = 4 << prescaler;
            var counts = (periods + divider - 1) / divider;

            // The oscillator runs from the start on, and only then are the others taken over. Until they are it counts half a second, or
            // what it counted before, from now on.
            _registers[Key] = StartKey;
            Feed();
            if (!IsUpdated())
            {
                return false;
            }

            _registers[Key] = SetUpKey;
            _registers[Prescaler] = (uint)prescaler;
            _registers[Reload] = (uint)(counts - 1);
            if (!IsUpdated())
            {
                return false;
            }

            Feed();
            return true;
        }

        /// <inheritdoc/>
        public override void Feed() => _registers[Key] = FeedKey;

        private bool IsUpdated()
        {
            for (var i = 0; i < UpdateBound; i++)
            {
                if ((_registers[Status] & Updating) == 0)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
