// SPDX-License-Identifier: MIT
// The one place where the firmware asks what time it is in order to bound a wait.

using System;

namespace Wardstone.Runtime
{
    /// <summary>A point in time by which something must have happened.</summary>
    public readonly struct Deadline
    {
        private readonly long _ticks;

        private Deadline(long ticks) => _ticks = ticks;

        /// <summary>The point <paramref name="timeoutMs"/> milliseconds from now.</summary>
        public static Deadline After(int timeoutMs) => new Deadline(DateTime.UtcNow.Ticks + (timeoutMs * TimeSpan.TicksPerMillisecond));

        /// <summary>Whether that point has passed.</summary>
        public bool HasPassed => DateTime.UtcNow.Ticks >= _ticks;

        /// <summary>Whether it is still more than <paramref name="ms"/> milliseconds to it.</summary>
        public bool LeavesTimeFor(int ms) => DateTime.UtcNow.Ticks + (ms * TimeSpan.TicksPerMillisecond) < _ticks;
    }
}
