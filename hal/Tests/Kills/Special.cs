// SPDX-License-Identifier: MIT
using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Wardstone.Kernel;

namespace Wardstone.Tests.RuntimeImage
{
    /// <summary>What else a server may be in the middle of when it ends.</summary>
    internal sealed unsafe class Special : IServer
    {
        /// <summary>How many there are, from 1.</summary>
        public const int Kinds = 7;

        private static AutoResetEvent s_never;
        private static StaticClassConstructionContext s_context;
        private static int[] s_made;

        private readonly int _kind;
        private readonly object _mutex;
        private readonly IServer _inner;

        /// <param name="kind">Of what is done, see Call.</param>
        /// <param name="mutex">Everybody's.</param>
        /// <param name="inner">Is called afterwards.</param>
        public Special(int kind, object mutex, IServer inner)
        {
            _kind = kind;
            _mutex = mutex;
            _inner = inner;
        }

        /// <summary>Otherwise a call does nothing special.</summary>
        public static bool IsOn { get; set; }

        /// <summary>What all of them use.</summary>
        public static void Prepare() => s_never = new AutoResetEvent(false);

        public int Call(int argument)
        {
            switch (IsOn ? _kind : 0)
            {
                case 1: // for ever, the processor asleep
                    _ = s_never.WaitOne();
                    break;
                case 2:
                    s_context.cctorMethodAddress = (nint)(delegate*<void>)&Construct;
                    _ = ClassConstructorRunner.CheckStaticClassConstructionReturnNonGCStaticBase(ref s_context, 0);
                    break;
                case 3: // out of the domain
                    throw new InvalidOperationException();
                case 4:
                    if (Domains.EnterSystem())
                    {
                        s_made = new int[argument];
                        Heap.System->Collect();
                        Domains.LeaveSystem();
                    }

                    break;
                case 5:
                    lock (_mutex)
                    {
                        lock (this)
                        {
                            _ = s_never.WaitOne(0, false);
                            Thread.Sleep(0);
                        }
                    }

                    break;
                case 6:
                    return ((int[])null)[argument];
                case 7:
                    return Deeper(argument) + 1;
                default:
                    break;
            }

            return _inner.Call(argument);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int Deeper(int depth) => Deeper(depth + 1) + 1;

        private static void Construct()
        {
            s_made = new int[8];
            for (int i = 0; i < s_made.Length; i++)
            {
                s_made[i] = i;
            }
        }
    }
}
