// SPDX-License-Identifier: MIT
// Waiting and time on the board. A waiting core sleeps in WFI.

using System.Threading;

namespace Wardstone.Controllers
{
    /// <summary>Tells a thread that something happened. Two before the thread looks are one.</summary>
    public sealed class Signal
    {
        private bool _isSet;

        public void Set() => _isSet = true;

        public void Clear() => _isSet = false;

        /// <summary>Waits until the signal is set, and clears it.</summary>
        /// <param name="timeoutMs">Bound on the wait in milliseconds; 0 or less does not wait.</param>
        /// <returns>False if the time passed.</returns>
        public bool Wait(int timeoutMs)
        {
            // Looking first is much cheaper than finding out what time it is.
            if (!Volatile.Read(ref _isSet) && !Kernel.Clock.WaitFor(ref _isSet, timeoutMs > 0 ? timeoutMs : 0))
            {
                return false;
            }

            _isSet = false;
            return true;
        }
    }

    /// <summary>Time since the start, which never goes back.</summary>
    public static class Clock
    {
        /// <summary>In units of 100 ns.</summary>
        public static long Ticks => Kernel.Clock.Ticks;
    }
}
