// SPDX-License-Identifier: MIT
using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Wardstone.Kernel;

namespace Wardstone.Tests.RuntimeImage
{
    /// <summary>Recursion without end, of many kinds: what is called last decides where the end of the stack is met.</summary>
    internal sealed unsafe class Recursion : IServer
    {
        public const int Kinds = 13;

        private static readonly object s_mutex = new object();
        private static readonly AutoResetEvent s_never = new AutoResetEvent(false);
        private static StaticClassConstructionContext s_context;
        private int _count;

        /// <param name="argument">The kind, and from bit 8 on how many bytes of stack are used up first.</param>
        public int Call(int argument)
        {
            byte* shift = stackalloc byte[(argument >> 8) + 8];
            *shift = 1;
            return Deeper(argument & 0xFF, 1) + *shift;
        }

        private int Deeper(int kind, int depth)
        {
            switch (kind)
            {
                case 0: return Smallest(depth);
                case 1: return Frame64(depth, default);
                case 2: return Frame512(depth);
                case 3: return Frame2048(depth);
                case 4: return Frame8192(depth);
                case 5: return Locks(depth);
                case 6: return Throws(depth);
                case 7: return Allocates(depth) + depth;
                case 8: return Waits(depth);
                case 9: return (int)Floats(depth, depth * 0.5f);
                case 10: return Constructs();
                case 11: return Interlocks(depth) + depth;
                default: return AsksSystem(depth);
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private int Smallest(int depth) => Smallest(depth + 1) + 1;

        [MethodImpl(MethodImplOptions.NoInlining)]
        private int Frame64(int depth, Block64 block)
        {
            block.A = depth;
            return Frame64(depth + 1, block) + (int)block.A;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private int Frame512(int depth)
        {
            Block512 block = default;
            block.A.A = depth;
            return Frame512(depth + 1) + (int)Last(&block.A, 8);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private int Frame2048(int depth)
        {
            Block2048 block = default;
            block.A.A.A = depth;
            return Frame2048(depth + 1) + (int)Last(&block.A.A, 32);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private int Frame8192(int depth)
        {
            Block8192 block = default;
            block.A.A.A.A = depth;
            return Frame8192(depth + 1) + (int)Last(&block.A.A.A, 128);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static long Last(Block64* blocks, int count) => blocks[count - 1].A;

        [MethodImpl(MethodImplOptions.NoInlining)]
        private int Locks(int depth)
        {
            lock (s_mutex)
            {
                return Locks(depth + 1) + 1;
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private int Throws(int depth)
        {
            try
            {
                throw new InvalidOperationException();
            }
            catch (InvalidOperationException)
            {
                return Throws(depth + 1) + 1;
            }
            finally
            {
                _count++;
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int Allocates(int depth)
        {
            byte[] garbage = new byte[(depth * 8) & 0xFF];
            return Allocates(depth + 1) + garbage.Length;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private int Waits(int depth)
        {
            Thread.Sleep(0);
            return Waits(depth + 1) + (s_never.WaitOne(0, false) ? 1 : 0);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private float Floats(int depth, float half)
        {
            float kept = half * 3;
            return Floats(depth + 1, kept + 1) + (kept * half);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private int Interlocks(int depth)
            => Interlocked.Increment(ref _count) + Interlocks(depth + 1) + Interlocked.Exchange(ref _count, depth);

        // What a component asks of its Env is done inside the system, where no overflow may happen.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private int AsksSystem(int depth)
        {
            if (Domains.EnterSystem())
            {
                _count += Works(depth);
                Domains.LeaveSystem();
            }

            return AsksSystem(depth + 1) + 1;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int Works(int depth)
        {
            Block512 block = default;
            block.A.A = depth;
            return new byte[(depth * 8) & 0xFF].Length + (int)Last(&block.A, 8);
        }

        // In a static constructor, whose lock is everybody's.
        private int Constructs()
        {
            s_context.cctorMethodAddress = (nint)(delegate*<void>)&Construct;
            return (int)ClassConstructorRunner.CheckStaticClassConstructionReturnNonGCStaticBase(ref s_context, 0);
        }

        private static void Construct() => _ = Allocates(1);

        private struct Block64
        {
            public long A, B, C, D, E, F, G, H;
        }

        private struct Block512
        {
            public Block64 A, B, C, D, E, F, G, H;
        }

        private struct Block2048
        {
            public Block512 A, B, C, D;
        }

        private struct Block8192
        {
            public Block2048 A, B, C, D;
        }
    }
}
