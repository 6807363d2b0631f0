// SPDX-License-Identifier: MIT
// What the devices on one bus share: whose turn it is. Sessions are called one at a time, inside the component that has the bus, so
// nobody can wait here for another's End: who comes in between is told Busy.

using System;
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>One bus, and the device that has it between its Begin and its End.</summary>
    public sealed class Bus
    {
        private readonly int _holdMs;
        private object _holder;
        private long _sinceTicks;

        /// <param name="holdMs">How long a device keeps the bus at least, in milliseconds; after that it loses it to one that asks.</param>
        public Bus(int holdMs = 100) => _holdMs = holdMs;

        /// <summary>Whether <paramref name="device"/> may use the bus now: it has it, or nobody has.</summary>
        public bool IsFreeFor(object device) => _holder == null || _holder == device || TakeAway();

        /// <summary>Gives it the bus.</summary>
        /// <returns>false while it is another's.</returns>
        public bool TryTake(object device)
        {
            if (!IsFreeFor(device))
            {
                return false;
            }

            _holder = device;
            _sinceTicks = DateTime.UtcNow.Ticks;
            return true;
        }

        /// <returns>false if it was not its any more.</returns>
        public bool TryRelease(object device)
        {
            bool had = _holder == device;
            _holder = had ? null : _holder;
            return had;
        }

        private bool TakeAway()
        {
            bool late = DateTime.UtcNow.Ticks - _sinceTicks > _holdMs * TimeSpan.TicksPerMillisecond;
            _holder = late ? null : _holder;
            return late;
        }
    }
}
