// SPDX-License-Identifier: MIT
// What the devices on one bus share: whose turn it is, and what is counted. Sessions are called one at a time, inside the component that
// has the bus, so nobody can wait here for another's End: who comes in between is told Busy. No clock is read as long as nobody does.

using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>One bus, and the device that has it between its Begin and its End.</summary>
    public sealed class Bus
    {
        private readonly int _holdMs;
        private BusDevice _holder;
        private bool _isAskedFor;
        private Deadline _holdEnd;

        /// <param name="holdMs">How long a device keeps the bus, in milliseconds, once another one has asked for it; who asks after that
        /// gets it.</param>
        public Bus(int holdMs = 100) => _holdMs = holdMs;

        /// <summary>Of all devices on the bus together.</summary>
        public BusStatistics Statistics { get; } = new BusStatistics();

        /// <summary>SPI: the mode whose idle level the clock line has; -1 as long as it is as the instance before left it.</summary>
        internal int ClockMode { get; set; } = -1;

        /// <summary>Whether nobody has it. One that has had it for too long loses it here.</summary>
        internal bool IsFree() => _holder == null || TakeAway();

        internal bool IsHeldBy(BusDevice device) => _holder == device;

        /// <summary>Gives it to a device, when it is free.</summary>
        internal void Take(BusDevice device)
        {
            _holder = device;
            _isAskedFor = false;
        }

        internal void Release() => _holder = null;

        private bool TakeAway()
        {
            if (!_isAskedFor)
            {
                _isAskedFor = true;
                _holdEnd = Deadline.After(_holdMs);
            }

            if (!_holdEnd.HasPassed)
            {
                Statistics.Busy++;
                return false;
            }

            Statistics.TakenAway++;
            _holder.Lose();
            _holder = null;
            return true;
        }
    }
}
