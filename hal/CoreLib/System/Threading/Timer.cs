// SPDX-License-Identifier: MIT
// Timers of programs, all on one thread, which begins with the first of them: a callback that takes long makes the others late. A timer
// that is not disposed of lives on, whether its maker keeps it or not. Components have none: what all timers share would lie in the heap of
// the one that came first, and be called after its end.

using System.Collections;
using Wardstone.CortexM;
using Wardstone.Kernel;

namespace System.Threading
{
    public delegate void TimerCallback(object state);

    /// <summary>Calls back after a time, and again after each period.</summary>
    public sealed unsafe class Timer : MarshalByRefObject, IDisposable
    {
        private readonly TimerThread _thread;
        private readonly TimerCallback _callback;
        private readonly object _state;
        private long _period;

        /// <param name="callback">What to call; never on two threads at once.</param>
        /// <param name="state">What it gets.</param>
        /// <param name="dueTime">Milliseconds until the first call; -1 for none until Change.</param>
        /// <param name="period">Milliseconds between calls; 0 or -1 for one call only.</param>
        /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
        /// <exception cref="NotSupportedException">The caller is inside a component.</exception>
        public Timer(TimerCallback callback, object state, int dueTime, int period)
        {
            if (ThreadBlock.Current->IsInDomain)
            {
                throw new NotSupportedException();
            }

            _thread = TimerThread.Shared();
            _callback = callback ?? throw new ArgumentNullException();
            _state = state;
            Set(dueTime, period);
            _thread.Add(this);
        }

        /// <inheritdoc cref="Timer(TimerCallback, object, int, int)"/>
        public Timer(TimerCallback callback, object state, TimeSpan dueTime, TimeSpan period)
            : this(callback, state, Milliseconds(dueTime), Milliseconds(period))
        {
        }

        // In ticks, as DateTime has them; the highest value for never.
        internal long Next { get; private set; }

        /// <summary>Begins anew.</summary>
        /// <returns>false if it has been disposed of.</returns>
        public bool Change(int dueTime, int period)
        {
            lock (_thread)
            {
                Set(dueTime, period);
            }

            return _thread.Look(this);
        }

        /// <inheritdoc cref="Change(int, int)"/>
        public bool Change(TimeSpan dueTime, TimeSpan period) => Change(Milliseconds(dueTime), Milliseconds(period));

        /// <summary>No more calls. One that has begun goes on.</summary>
        public void Dispose() => _thread.Remove(this);

        internal void Call() => _callback(_state);

        internal void Advance() => Next = _period > 0 ? Next + _period : long.MaxValue;

        private static int Milliseconds(TimeSpan time) => (int)(time.Ticks / TimeSpan.TicksPerMillisecond);

        private void Set(int dueTime, int period)
        {
            if (dueTime < Timeout.Infinite || period < Timeout.Infinite)
            {
                throw new ArgumentOutOfRangeException();
            }

            Next = dueTime == Timeout.Infinite ? long.MaxValue : DateTime.UtcNow.Ticks + (dueTime * TimeSpan.TicksPerMillisecond);
            _period = period * TimeSpan.TicksPerMillisecond;
        }
    }

    /// <summary>All timers, and the thread that calls them.</summary>
    internal sealed class TimerThread
    {
        private static TimerThread s_shared;

        private readonly ArrayList _timers = new ArrayList();
        private readonly AutoResetEvent _changed = new AutoResetEvent(false);
        private Thread _thread;

        public static TimerThread Shared()
        {
            TimerThread made = s_shared ?? new TimerThread();
            uint mask = Interrupts.Disable();
            s_shared ??= made;
            Interrupts.Restore(mask);
            return s_shared;
        }

        public void Add(Timer timer)
        {
            lock (this)
            {
                if (_thread == null)
                {
                    Thread thread = new Thread(Run);
                    thread.Start();
                    _thread = thread;
                }

                _timers.Add(timer);
            }

            _changed.Set();
        }

        public void Remove(Timer timer)
        {
            lock (this)
            {
                _timers.Remove(timer);
            }
        }

        /// <summary>The timer's time is another one.</summary>
        public bool Look(Timer timer)
        {
            _changed.Set();
            lock (this)
            {
                return _timers.Contains(timer);
            }
        }

        private void Run()
        {
            while (true)
            {
                Timer due = TakeDue(out int waitMs);
                if (due != null)
                {
                    due.Call();
                }
                else
                {
                    _ = _changed.WaitOne(waitMs, false);
                }
            }
        }

        // The one whose time came first; or how long until the next one's does.
        private Timer TakeDue(out int waitMs)
        {
            lock (this)
            {
                Timer first = null;
                for (int i = 0; i < _timers.Count; i++)
                {
                    Timer timer = (Timer)_timers[i];
                    first = first == null || timer.Next < first.Next ? timer : first;
                }

                long left = first == null ? long.MaxValue : first.Next - DateTime.UtcNow.Ticks;
                long leftMs = left / TimeSpan.TicksPerMillisecond;
                waitMs = leftMs >= int.MaxValue ? Timeout.Infinite : (int)leftMs + 1;
                if (left > 0)
                {
                    return null;
                }

                first.Advance();
                return first;
            }
        }
    }
}
