// SPDX-License-Identifier: MIT
// Who runs when: priorities, inheritance through locks of both kinds, turns among equals, time.

using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Wardstone.Kernel;

namespace Wardstone.Tests.RuntimeImage
{
    internal static unsafe class PriorityCases
    {
        private const int Low = 1;
        private const int Middle = 2;
        private const int High = 5;
        private const int Top = 7;
        private const int Stack = 2048;

        private static string s_order;

        public static void Run()
        {
            _ = Threads.SetUpFirst(Top, 4);
            Order();
            Inheritance();
            DomainInheritance();
            Deadlock();
            Turns();
            Times();
            Reuse();
        }

        private static void Order()
        {
            s_order = string.Empty;
            Begin("l", Low, 0);
            Begin("h", High, 0);
            Begin("m", Middle, 0);
            Thread.Sleep(20);
            Line("the higher goes first", s_order == "hml");
        }

        // The low thread has the outer lock, the second the inner one and waits for the outer; the high one waits for the inner one.
        private static void Inheritance()
        {
            object outer = new object();
            object inner = new object();
            Spinner low = Begin("l", Low, 40);
            low.Outer = outer;
            Thread.Sleep(3);
            Spinner second = Begin("s", Low, 1);
            second.Outer = inner;
            second.Inner = outer;
            Thread.Sleep(10);
            Spinner hog = Begin("m", Middle, 5000);
            Thread.Sleep(2);
            s_order = string.Empty;
            Begin("h", High, 1).Outer = inner;
            Thread.Sleep(60);
            Line("a chain of owners gets the priority of the one that waits", s_order == "lsh" || s_order == "slh" || s_order == "lhs");
            Line("and gives it back", !hog.IsOver);
            hog.Stop();
            Thread.Sleep(40);
        }

        private static void DomainInheritance()
        {
            TestDomain domain = new TestDomain("shared", 2048, 0, 512);
            Spinner low = Begin("l", Low, 40);
            low.Portal = new TestPortal(domain, low);
            Thread.Sleep(4);
            Spinner hog = Begin("m", Middle, 5000);
            Thread.Sleep(2);
            s_order = string.Empty;
            Spinner high = Begin("h", High, 0);
            high.Portal = new TestPortal(domain, high);
            Thread.Sleep(60);
            Line("through the lock of a domain too", s_order == "hl" || s_order == "lh");
            hog.Stop();
            Thread.Sleep(5);
        }

        // Two that wait for each other are lost; nobody else is.
        private static void Deadlock()
        {
            object one = new object();
            object other = new object();
            Spinner first = Begin("a", Middle, 5);
            first.Outer = one;
            first.Inner = other;
            Spinner second = Begin("b", Middle, 5);
            second.Outer = other;
            second.Inner = one;
            Thread.Sleep(40);
            Line("two wait for each other", !first.IsOver && !second.IsOver);
            s_order = string.Empty;
            Begin("x", Low, 1);
            Thread.Sleep(10);
            Line("the others go on", s_order == "x");
        }

        private static void Turns()
        {
            // A third thread waits for the first one's lock: the second gets its turns all the same.
            object held = new object();
            Spinner first = Begin("a", Middle, 5000);
            first.Outer = held;
            Thread.Sleep(4);
            Spinner waits = Begin("w", Middle, 0);
            waits.Outer = held;
            Spinner second = Begin("b", Middle, 5000);

            // And one of a higher priority wakes up with each tick.
            for (int i = 0; i < 100; i++)
            {
                Thread.Sleep(1);
            }

            Line("equals have equal shares " + first.Rounds + " " + second.Rounds,
                first.Rounds < second.Rounds * 3 && second.Rounds < first.Rounds * 3 && first.Rounds > 0);
            first.Stop();
            second.Stop();
            Thread.Sleep(20);
            Line("all end", first.IsOver && second.IsOver && waits.IsOver);
        }

        private static void Times()
        {
            bool isExact = true;
            for (int milliseconds = 1; milliseconds <= 20; milliseconds += 3)
            {
                long start = DateTime.UtcNow.Ticks;
                Thread.Sleep(milliseconds);
                long slept = DateTime.UtcNow.Ticks - start;
                long least = milliseconds * TimeSpan.TicksPerMillisecond;
                isExact &= slept >= least && slept < least + (2 * TimeSpan.TicksPerMillisecond);
            }

            Line("sleep is at most two ticks late", isExact);
            Thread thread = new Thread(SleepAWhile) { Priority = ThreadPriority.Highest };
            thread.Start();
            Line("join in time", !thread.Join(5) && thread.IsAlive && thread.Join(50) && !thread.IsAlive);

            Spinner spinner = Begin("p", Low, 200);
            Spinner hog = Begin("m", Middle, 5000);
            Thread.Sleep(5);
            uint before = spinner.Rounds;
            spinner.Block->Priority = High;
            Thread.Sleep(10);
            Line("a priority can change", before == 0 && spinner.Rounds > 0);
            hog.Stop();
            Thread.Sleep(40);
        }

        private static void Reuse()
        {
            int stacks = Threads.Count;
            for (int i = 0; i < 50; i++)
            {
                Begin("r", High, 0);
                Thread.Sleep(1);
            }

            Line("ended threads leave their stacks", Threads.Count <= stacks + 1);
            int started = 0;
            while (started < Threads.Most && Threads.Start(new Spinner(string.Empty, 1000000), Low, Stack, 2) != null)
            {
                started++;
            }

            Line("no more stacks than there are " + started, started < Threads.Most);
        }

        private static void SleepAWhile() => Thread.Sleep(20);

        private static Spinner Begin(string name, int priority, int milliseconds)
        {
            Spinner spinner = new Spinner(name, milliseconds);
            spinner.Block = Threads.Start(spinner, priority, Stack, 2);
            if (spinner.Block == null)
            {
                Console.WriteLine("no stack: NO");
            }

            return spinner;
        }

        private static void Line(string what, bool holds) => Console.WriteLine(what + (holds ? ": yes" : ": NO"));

        /// <summary>Is busy for a while, with what it was given, and says its name.</summary>
        private sealed class Spinner : IThreadEntry, IServer
        {
            private readonly string _name;
            private int _milliseconds;

            public Spinner(string name, int milliseconds)
            {
                _name = name;
                _milliseconds = milliseconds;
            }

            public ThreadBlock* Block { get; set; }

            public object Outer { get; set; }

            public object Inner { get; set; }

            public TestPortal Portal { get; set; }

            public uint Rounds { get; private set; }

            public bool IsOver { get; private set; }

            public void Stop() => _milliseconds = 0;

            public void Run()
            {
                if (Portal != null)
                {
                    _ = Portal.Call(0);
                }
                else if (Outer != null)
                {
                    lock (Outer)
                    {
                        _ = Call(0);
                    }
                }
                else
                {
                    _ = Call(0);
                }

                IsOver = true;
            }

            // Others change it meanwhile.
            [MethodImpl(MethodImplOptions.NoInlining)]
            private int Limit() => _milliseconds * 100;

            public int Call(int argument)
            {
                // Its own time, not that of others: a round takes about as long each time.
                for (int i = 0; i < Limit(); i++)
                {
                    for (int j = 0; j < 200; j++)
                    {
                        Rounds = (uint)i / 100;
                    }
                }

                if (Inner != null)
                {
                    lock (Inner)
                    {
                        argument++;
                    }
                }

                s_order += _name;
                return argument;
            }
        }
    }
}
