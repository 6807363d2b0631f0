// SPDX-License-Identifier: MIT
// The time that drivers and register models live in on .NET: it stands still while code runs, and jumps to the next
// thing that a model has planned when a driver waits. So a test of a timeout takes no time and repeats exactly.
// Each test thread has a time of its own.

using System;
using System.Collections.Generic;

namespace Wardstone.Controllers
{
    /// <summary>What happens when, on this thread.</summary>
    public static class VirtualTime
    {
        [ThreadStatic]
        private static PriorityQueue<Action, (long Time, long Order)> _events;

        [ThreadStatic]
        private static long _order;

        /// <summary>Microseconds since the thread began.</summary>
        [field: ThreadStatic]
        public static long NowUs { get; private set; }

        /// <summary>Plans <paramref name="action"/>, typically a model's that ends in an interrupt.</summary>
        public static void After(long delayUs, Action action)
        {
            _events ??= new();
            _events.Enqueue(action, (NowUs + delayUs, _order++));
        }

        /// <summary>Lets the next planned thing happen; if that is after <paramref name="limitUs"/>, only time passes.</summary>
        /// <returns>Whether something happened.</returns>
        public static bool Step(long limitUs)
        {
            if (_events == null || !_events.TryPeek(out var action, out var when) || when.Time > limitUs)
            {
                NowUs = Math.Max(NowUs, limitUs);
                return false;
            }

            _events.Dequeue();
            NowUs = when.Time;
            action();
            return true;
        }
    }
}
