// SPDX-License-Identifier: MIT
// `new`, as compiled code calls it. Everything lands on the current thread's current heap.

using System;
using System.Runtime;
using Internal.Runtime;

namespace Wardstone.Kernel
{
    internal static unsafe class Allocator
    {
        private static byte* s_next;

        [RuntimeExport("RhpNewFast")]
        public static object New(MethodTable* type)
        {
            return null;
        }

        [RuntimeExport("RhpNewArrayFast")]
        public static object NewArray(MethodTable* type, int length)
        {
            return null;
        }
    }
}
