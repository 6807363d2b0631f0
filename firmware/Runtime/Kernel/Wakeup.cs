// SPDX-License-Identifier: MIT
namespace Wardstone.Runtime
{
    /// <summary>A signal that is waited for inside a call, such as a driver's for its device. It lives on the system heap, so whoever has
    /// the signal may submit it, whatever became of who waited.</summary>
    public sealed class Wakeup
    {
        private readonly SignalSet _set;

        /// <param name="set">Nobody else's.</param>
        public Wakeup(SignalSet set)
        {
            _set = set;
            Signal = new Signal(set, 0);
        }

        /// <summary>What wakes.</summary>
        public Signal Signal { get; }

        /// <summary>Waits for the signal, and takes it.</summary>
        /// <param name="timeoutMs">Bound on the wait in milliseconds; 0 does not wait.</param>
        /// <returns>false when the time was up.</returns>
        public bool Wait(int timeoutMs) => _set.Take(timeoutMs) != 0;
    }
}
