// SPDX-License-Identifier: MIT
// Waiting on .NET. There is one thread: a wait is where models get to run.

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
            var limitUs = VirtualTime.NowUs + (timeoutMs * 1000L);
            while (!_isSet && VirtualTime.Step(limitUs))
            {
            }

            var wasSet = _isSet;
            _isSet = false;
            return wasSet;
        }
    }
}
