// SPDX-License-Identifier: MIT
// What no component should do, each of it once: the instance that comes after behaves.

using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Wardstone.Boards;
using Wardstone.Controllers;

namespace Wardstone.Tests.Board.Faults
{
    /// <summary>The misdeed of one run. The board's own, so it outlives the component.</summary>
    internal sealed class Misdeeds : IDeviceSession
    {
        private readonly string _kind;
        private readonly StormyDevice _device = new StormyDevice();
        private readonly int[] _two = new int[2];
        private bool _isDone;
        private int _sum;

        public Misdeeds(string kind) => _kind = kind;

        public Device Device => _device;

        /// <summary>Commits it if this is the place for it and it was not done before.</summary>
        /// <param name="place">"construct", "dispatch" or "call".</param>
        public void Commit(string place)
        {
            var own = _kind == "construct" || _kind == "dispatch" ? _kind : "call";
            if (_isDone || own != place)
            {
                return;
            }

            _isDone = true;
            switch (_kind)
            {
                case "null": _sum = ((string)Nothing()).Length; break;
                case "bounds": _sum = _two[_sum + 2]; break;
                case "throw": throw new InvalidOperationException();
                case "quota": Hoard(); break;
                case "overflow": _sum = Deeper(1); break;
                case "prologue": _sum = DeeperWithLargeFrames(1); break;
                case "cpu": _sum = (int)new Registers(0x0010_0000)[0]; break;
                case "sleep": Thread.Sleep(Timeout.Infinite); break;
                case "storm": _device.Begin(); break;
                default: LoopForEver(); break;
            }
        }

        private static object Nothing() => null;

        private static void Hoard()
        {
            object kept = null;
            for (; ; )
            {
                kept = new[] { kept, new byte[64] };
            }
        }

        private static void LoopForEver()
        {
            for (; ; )
            {
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int Deeper(int depth) => Deeper(depth + 1) + Deeper(depth + 2);

        // A frame that is larger than what is left of the stack.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int DeeperWithLargeFrames(int depth)
        {
            var block = default(Large);
            block.A.A.A.A = depth;
            return DeeperWithLargeFrames(depth + 1) + Sum(ref block);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int Sum(ref Large block) => block.A.A.A.A + block.D.D.D.D;

#pragma warning disable CS0649 // only their sizes count
        private struct Small
        {
            public int A, B, C, D;
        }

        private struct Medium
        {
            public Small A, B, C, D, E, F, G, H;
        }

        private struct Big
        {
            public Medium A, B, C, D, E, F, G, H;
        }

        private struct Large
        {
            public Big A, B, C, D;
        }
#pragma warning restore CS0649

        /// <summary>Asks for its handler again and again.</summary>
        private sealed class StormyDevice : Device, IInterruptHandler
        {
            private const int Interrupt = 200; // nobody's on this chip
            private readonly InterruptLine _line = new InterruptLine(Interrupt);

            public void Begin()
            {
                _line.Connect(this);
                _line.Pend();
            }

            public void HandleInterrupt() => _line.Pend();

            protected override void Start()
            {
            }

            protected override void Stop() => _line.Disconnect();
        }
    }
}
