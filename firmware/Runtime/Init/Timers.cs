// SPDX-License-Identifier: MIT
// The timers of one component, one for each of its signals. What must hold: only inside the component's domain, so by one thread at
// a time; whoever sets one and is not the component's own thread wakes that up.

namespace Wardstone.Runtime
{
    internal sealed class Timers
    {
        /// <summary>Signals that a component may have; the others of the 32 are Init's.</summary>
        public const int Count = 24;

        /// <summary>No timer runs.</summary>
        public const int Never = -1;

        private readonly Kernel _kernel;
        private readonly long[] _dueMs = new long[Count];
        private readonly int[] _periodMs = new int[Count];
        private int _running;

        public Timers(Kernel kernel) => _kernel = kernel;

        /// <summary>Whether the component's own thread is inside, and will look at the timers before it waits.</summary>
        public bool IsLookedAt { get; private set; }

        /// <summary>For a new instance.</summary>
        public void Clear()
        {
            _running = 0;
            IsLookedAt = false;
        }

        public void Set(int number, int delayMs, int periodMs)
        {
            _running &= ~(1 << number);
            if (delayMs > 0 || periodMs > 0)
            {
                _dueMs[number] = _kernel.NowMs + delayMs;
                _periodMs[number] = periodMs;
                _running |= 1 << number;
            }
        }

        /// <summary>The signals that are due. The component's own thread has come in.</summary>
        public int Take()
        {
            IsLookedAt = true;
            int due = 0;
            long nowMs = _running == 0 ? 0 : _kernel.NowMs;
            for (int i = 0; i < Count; i++)
            {
                int bit = 1 << i;
                if ((_running & bit) == 0 || _dueMs[i] > nowMs)
                {
                    continue;
                }

                due |= bit;
                if (_periodMs[i] == 0)
                {
                    _running &= ~bit;
                }
                else
                {
                    // One that is late by more than a period is not made up for.
                    _dueMs[i] += _periodMs[i];
                    _dueMs[i] = _dueMs[i] > nowMs ? _dueMs[i] : nowMs + _periodMs[i];
                }
            }

            return due;
        }

        /// <summary>Milliseconds until the next is due. The component's own thread is about to leave.</summary>
        public int Next()
        {
            IsLookedAt = false;
            if (_running == 0)
            {
                return Never;
            }

            long next = long.MaxValue;
            for (int i = 0; i < Count; i++)
            {
                if ((_running & (1 << i)) != 0 && _dueMs[i] < next)
                {
                    next = _dueMs[i];
                }
            }

            long wait = next - _kernel.NowMs;
            return wait <= 0 ? 0 : wait > int.MaxValue ? int.MaxValue : (int)wait;
        }
    }
}
