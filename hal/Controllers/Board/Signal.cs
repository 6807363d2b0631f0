// SPDX-License-Identifier: MIT
// Waiting on the board. A waiting core sleeps in WFI.

using System.Runtime.CompilerServices;
using System.Threading;

namespace Wardstone.Controllers
{
    /// <summary>Tells a thread that something happened. Two before the thread looks are one.</summary>
    public sealed class Signal
    {
        private bool _isSet;

        public void Set()
        {
            _isSet = true;
            Kernel.Scheduler.Poke();
        }

        public void Clear() => _isSet = false;

        /// <summary>Waits until the signal is set, and clears it.</summary>
        /// <param name="timeoutMs">Bound on the wait in milliseconds; 0 or less does not wait.</param>
        /// <returns>False if the time passed.</returns>
        [MethodImpl((MethodImplOptions)256)]
        public bool Wait(int timeoutMs)
        {
            // Looking first is much cheaper than finding out what time it is.
            if (!Volatile.Read(ref _isSet) && !Kernel.Clock.WaitFor(ref _isSet, timeoutMs > 0 ? timeoutMs : 0, true))
            {
                return false;
            }

            _isSet = false;
            return true;
        }
    }
}
