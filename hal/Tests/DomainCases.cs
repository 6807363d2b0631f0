// SPDX-License-Identifier: MIT
// Everything that can go wrong inside a domain ends there: the caller gets a status, and everybody's state is as before.

using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Wardstone.Kernel;

namespace Wardstone.Tests.RuntimeImage
{
    internal static unsafe class DomainCases
    {
        private const int LimitMs = 50;

        public static void Run()
        {
            Threads.AddRecords(ThreadBlock.Current, 4);
            TestDomain domain = new TestDomain("server", 16384, LimitMs, 1024);
            TestPortal portal = new TestPortal(domain, new Misbehaving());
            Line("a call returns its result", portal.Call(0) == 1);
            for (int kind = 1; kind <= 8; kind++)
            {
                int result = portal.Call(kind);
                bool isOver = result == TestPortal.Failed - 1 && domain.Block->Generation == 0;
                Line("kind " + kind + " ends the server: " + result + " cause " + domain.Block->Cause, isOver);
                ThreadBlock* thread = ThreadBlock.Current;
                Line("nobody inside", domain.Block->Lock.Owner == null && !thread->IsInDomain && thread->Heap == Heap.System);
                Line("dead", portal.Call(0) == TestPortal.Failed - 2);
                Domain.Start(domain.Block);
                Line("stale", portal.Call(0) == TestPortal.Failed - 3);
                portal.Rebind();
                Line("alive again", portal.Call(0) == 1);
            }
        }

        private static void Line(string what, bool holds) => Console.WriteLine(what + (holds ? ": yes" : ": NO"));

        private sealed class Misbehaving : IServer
        {
            private int[] _array = new int[4];

            public int Call(int argument)
            {
                switch (argument)
                {
                    case 1: throw new InvalidOperationException("on purpose");
                    case 2: return ((object)null).GetHashCode();
                    case 3: return _array[argument + 1];
                    case 4: return Deeper(1) + 1;
                    case 5: return Hoard();
                    case 6: return *(int*)0x00100000;
                    case 7:
                        while (true)
                        {
                        }

                    case 8:
                        Thread.Sleep(-1);
                        return 0;
                    default: return 1;
                }
            }

            [MethodImpl(MethodImplOptions.NoInlining)]
            private int Deeper(int depth) => Deeper(depth + 1) + Deeper(depth + 2) + depth;

            private static int Hoard()
            {
                object keep = null;
                while (true)
                {
                    keep = new object[] { keep, new byte[100] };
                }
            }
        }
    }
}
