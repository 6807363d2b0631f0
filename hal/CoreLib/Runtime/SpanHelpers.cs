// SPDX-License-Identifier: MIT
// Block moves and fills. The compiler calls these by name; the work is done in assembly, which can be unwound from LR alone.

using System.Runtime;
using System.Runtime.CompilerServices;

namespace System
{
    internal static unsafe class SpanHelpers
    {
        [RuntimeImport("*", "memmove")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern void Memmove(ref byte destination, ref byte source, nuint count);

        [RuntimeImport("*", "RhFill")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern void Fill(ref byte destination, byte value, nuint count);

        public static void ClearWithoutReferences(ref byte destination, nuint count) => Fill(ref destination, 0, count);
    }

    internal static class Buffer
    {
        /// <summary>Moves memory that may hold references. Nothing needs to know about such writes yet.</summary>
        public static void BulkMoveWithWriteBarrier(ref byte destination, ref byte source, nuint count)
            => SpanHelpers.Memmove(ref destination, ref source, count);
    }
}
