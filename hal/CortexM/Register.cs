// SPDX-License-Identifier: MIT
// Reads of memory-mapped registers. C# has no volatile pointers, and the compiler would take an earlier value for a later read;
// it keeps a call. Stores through pointers it neither drops nor moves.

using System.Runtime.CompilerServices;

namespace Wardstone.CortexM
{
    internal static unsafe class Register
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static uint Read(uint address) => *(uint*)address;
    }
}
