// SPDX-License-Identifier: MIT
// TimeSpan and DateTime as numbers.

using System;
using System.Threading;

namespace Wardstone.Tests.Language
{
    internal static class Times
    {
        public static void Run()
        {
            TimeSpan span = new TimeSpan(1, 2, 3, 4, 5);
            Suite.Line("parts", span.Days + " " + span.Hours + " " + span.Minutes + " " + span.Seconds + " " + span.Milliseconds);
            Suite.Line("ticks", span.Ticks);
            Suite.Line("text", span.ToString() + " " + new TimeSpan(0, 5, 6) + " " + new TimeSpan(-15000000));
            Suite.Line("sum", (span + TimeSpan.FromTicks(10) - new TimeSpan(20)).Ticks);
            Suite.Line("compare", span > TimeSpan.Zero && -span < TimeSpan.Zero && span != TimeSpan.Zero);
            Suite.Line("negative", (-span).Days + " " + (-span).Hours + " " + (-span).Milliseconds);
            DateTime time = new DateTime(637000000000000000);
            DateTime later = time + span;
            Suite.Line("difference", (later - time).Ticks);
            Suite.Line("order", later > time && time <= later && time != later);
            Suite.Line("of day", later.Hour + ":" + later.Minute + ":" + later.Second + "." + later.Millisecond);
            DateTime before = DateTime.UtcNow;
            Thread.Sleep(20);
            long slept = (DateTime.UtcNow - before).Ticks / TimeSpan.TicksPerMillisecond;
            Suite.Line("slept at least", slept >= 19);
            Suite.Line("and not for long", slept < 5000);
            Timers();
        }

        // Counts are made by one timer until it is enough, so that no clock's pace shows.
        private static void Timers()
        {
            ManualResetEvent enough = new ManualResetEvent(false);
            int[] calls = new int[2];
            Timer every = null;
            every = new Timer(
                state =>
                {
                    calls[0]++;
                    if (calls[0] == 3)
                    {
                        every.Dispose();
                        enough.Set();
                    }
                },
                null, Timeout.Infinite, 0);
            Timer once = new Timer(state => calls[1] += (int)state, 5, 2, Timeout.Infinite);
            Suite.Line("nothing yet", enough.WaitOne(20, false));
            Suite.Line("begins", every.Change(1, 2));
            Suite.Line("three calls", enough.WaitOne(5000, false));
            Thread.Sleep(20);
            Suite.Line("and no more", calls[0]);
            Suite.Line("one call", calls[1]);
            Suite.Line("is gone", every.Change(1, 1));
            once.Dispose();
        }
    }
}
