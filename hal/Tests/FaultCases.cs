// SPDX-License-Identifier: MIT
// What the processor refuses. Each case but the first two ends the board with a report.

using System;
using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace Wardstone.Tests.RuntimeImage
{
    internal static unsafe class FaultCases
    {
        private static readonly uint[] s_constants = { 0x11223344, 0x55667788 };
        private static int s_depth;
        private static Large s_large;

        /// <summary>
        /// As far as the compiler leaves the check to the memory. (The guard goes on to 0xA00, but QEMU keeps protection by pages of
        /// 1 KiB and forgets it where a page is part guard, part code.)
        /// </summary>
        public static void NullGuard()
        {
            foreach (uint address in new uint[] { 0, 4, 1024, 2044, 2046, 2047 })
            {
                Console.WriteLine(address + " " + Read(address) + " " + Write(address));
            }
        }

        /// <summary>A copy through null faults inside memmove, on behalf of its caller.</summary>
        public static void NullCopy()
        {
            try
            {
                s_large.To = s_large.From;
                Console.WriteLine("no exception");
            }
            catch (NullReferenceException)
            {
                Console.WriteLine("NullReferenceException");
            }
        }

        public static void BadAddress() => *(uint*)0x00100000 = 1;

        public static void WriteCode() => *(uint*)((uint)(delegate*<void>)&WriteCode & ~3u) = 0;

        public static void WriteLiteral()
        {
            fixed (char* text = "a literal")
            {
                *text = 'A';
            }
        }

        public static void WriteMethodTable() => *(uint*)MethodTable.Of<string>() = 0;

        public static void WriteConstant() => s_constants[1]++;

        public static void ExecuteData()
        {
            ushort* code = stackalloc ushort[2];
            code[0] = 0x4770; // bx lr
            ((delegate*<void>)((uint)code | 1))();
        }

        public static void OverflowStack()
        {
            s_depth++;
            Deeper(s_depth, s_depth + 1, s_depth + 2);
            s_depth--;
        }

        public static void StrayInterrupt()
        {
            CortexM.Interrupts.Enable(200);
            *(uint*)0xE000EF00 = 200; // STIR
        }

        public static void Unhandled() => throw new InvalidOperationException("nobody takes this");

        public static void UnhandledInCatch()
        {
            try
            {
                throw new ArgumentException("first");
            }
            catch (Exception)
            {
                Unhandled();
            }
            finally
            {
                Console.WriteLine("must not run");
            }
        }

        private static string Read(uint address)
        {
            try
            {
                return (*(byte*)address).ToString();
            }
            catch (NullReferenceException)
            {
                return "NullReferenceException";
            }
        }

        private static string Write(uint address)
        {
            try
            {
                *(byte*)address = 1;
                return "written";
            }
            catch (NullReferenceException)
            {
                return "NullReferenceException";
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Deeper(int a, int b, int c)
        {
            if (a != 0)
            {
                OverflowStack();
            }

            s_depth += b + c;
        }

        private struct Block
        {
            public long A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P;
        }

        private sealed class Large
        {
            public Block From;
            public Block To;
        }
    }
}
