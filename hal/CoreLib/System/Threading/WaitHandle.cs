// SPDX-License-Identifier: MIT
// Events. An interrupt handler may Set one: that is a store, and word to the scheduler to look.

using Wardstone.Kernel;

namespace System.Threading
{
    public abstract class WaitHandle : MarshalByRefObject
    {
        public const int WaitTimeout = 258;

        private bool _isSet;

        public virtual bool WaitOne() => WaitOne(Timeout.Infinite, false);

        /// <param name="millisecondsTimeout">Bound on the wait; -1 for none.</param>
        /// <param name="exitContext">Means nothing.</param>
        /// <returns>false when the time was up.</returns>
        public virtual bool WaitOne(int millisecondsTimeout, bool exitContext) => Clock.WaitFor(ref _isSet, millisecondsTimeout, IsReset);

        private protected WaitHandle(bool isSet, bool resets)
        {
            _isSet = isSet;
            IsReset = resets;
        }

        // Whether a wait that succeeds resets the event.
        private bool IsReset { get; }

        private protected bool Change(bool isSet)
        {
            _isSet = isSet;
            Scheduler.Poke();
            return true;
        }
    }

    public sealed class AutoResetEvent : WaitHandle
    {
        public AutoResetEvent(bool initialState)
            : base(initialState, true)
        {
        }

        public bool Set() => Change(true);

        public bool Reset() => Change(false);
    }

    public sealed class ManualResetEvent : WaitHandle
    {
        public ManualResetEvent(bool initialState)
            : base(initialState, false)
        {
        }

        public bool Set() => Change(true);

        public bool Reset() => Change(false);
    }
}
