// SPDX-License-Identifier: MIT
// Waiting: for time, and for an interrupt handler.

using System;
using System.Runtime;
using System.Threading;
using Wardstone.CortexM;

namespace Wardstone.Tests.RuntimeImage
{
    internal static unsafe class WaitCases
    {
        private const int Interrupt = 201;
        private static AutoResetEvent s_event;
        private static int s_interrupts;

        public static void Run()
        {
            s_event = new AutoResetEvent(false);
            long start = DateTime.UtcNow.Ticks;
            Thread.Sleep(50);
            long slept = (DateTime.UtcNow.Ticks - start) / TimeSpan.TicksPerMillisecond;
            Line("slept about 50 ms", slept >= 50 && slept < 1000);

            long last = DateTime.UtcNow.Ticks;
            bool isMonotonic = true;
            for (int i = 0; i < 100000; i++)
            {
                long now = DateTime.UtcNow.Ticks;
                isMonotonic &= now >= last;
                last = now;
            }

            Line("time never goes back", isMonotonic);
            Line("nothing set", !s_event.WaitOne(5, false) && !s_event.WaitOne(0, false));
            Interrupts.Enable(Interrupt);
            Trigger();
            Line("set by an interrupt", s_event.WaitOne(1000, false));
            Line("and reset by the wait", !s_event.WaitOne(0, false));

            // Pending with interrupts held off: the wait must let it in, not sleep through it.
            uint mask = Interrupts.Disable();
            Trigger();
            Line("held off", s_interrupts == 1);
            Interrupts.Restore(mask);
            Line("let in", s_event.WaitOne(1000, false) && s_interrupts == 2);
            ManualResetEvent stays = new ManualResetEvent(true);
            Line("manual stays set", stays.WaitOne(0, false) && stays.WaitOne(0, false) && stays.Reset() && !stays.WaitOne(0, false));
        }

        private static void Trigger() => *(uint*)0xE000EF00 = Interrupt; // STIR

        [RuntimeExport("IRQ201_Handler")]
        private static void OnInterrupt()
        {
            s_interrupts++;
            _ = s_event.Set();
        }

        private static void Line(string what, bool holds) => Console.WriteLine(what + (holds ? ": yes" : ": NO"));
    }
}
