// SPDX-License-Identifier: MIT
// Timers and threads are the system's: a domain gets none, and nothing that it began with is left in the system's hands.

using System;
using System.Threading;
using Wardstone.Kernel;

namespace Wardstone.Tests.RuntimeImage
{
    internal static unsafe class TimerCases
    {
        private const int ATimer = 1;
        private const int AThread = 2;
        private const int Overwrite = 3;

        public static void Run()
        {
            Threads.AddRecords(ThreadBlock.Current, 4);
            TestDomain domain = new TestDomain("timers", 16384, limitMs: 50, stack: 1024);
            TestPortal portal = new TestPortal(domain, new Server());
            Line("a timer is refused", portal.Call(ATimer) == 0);
            Line("a thread is refused", portal.Call(AThread) == 0);
            Line("its heap ends with it", portal.Call(Overwrite) == TestPortal.Failed - 1);
            ManualResetEvent called = new ManualResetEvent(false);
            using Timer timer = new Timer(state => called.Set(), null, 1, Timeout.Infinite);
            Line("the system has its timer", called.WaitOne(1000, false));
            Domain.Start(domain.Block);
            portal.Rebind();
            Line("and the next instance none", portal.Call(ATimer) == 0);
        }

        private static void Line(string what, bool holds) => Console.WriteLine(what + (holds ? ": yes" : ": NO"));

        private sealed class Server : IServer
        {
            public int Call(int argument)
            {
                object keep = null;
                while (argument == Overwrite)
                {
                    keep = new object[] { keep, new byte[100] };
                }

                try
                {
                    if (argument == ATimer)
                    {
                        _ = new Timer(state => { }, null, 0, 1);
                    }
                    else
                    {
                        new Thread(() => { }).Start();
                    }

                    return 1;
                }
                catch (NotSupportedException)
                {
                    return 0;
                }
            }
        }
    }
}
