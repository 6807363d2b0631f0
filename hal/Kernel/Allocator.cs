// SPDX-License-Identifier: MIT
// `new`, where it is more than the few instructions of CortexM/allocation.S: no room at hand, or an impossible length.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace Wardstone.Kernel
{
    internal static unsafe class Allocator
    {
        private const uint Granule = 8;

        /// <summary>An object.</summary>
        /// <exception cref="OutOfMemoryException">The heap is full.</exception>
        [RuntimeImport("*", "RhpNewFast")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern object New(MethodTable* type);

        /// <summary>An array or a string.</summary>
        /// <exception cref="OverflowException">The length is negative.</exception>
        /// <exception cref="OutOfMemoryException">The heap is full.</exception>
        [RuntimeImport("*", "RhpNewArrayFast")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern object NewArray(MethodTable* type, int length);

        [RuntimeExport("Allocator_New")]
        private static byte* NewSlowly(MethodTable* type)
            => Heap.AllocateSlowly(ThreadBlock.Current->Heap, type, (type->InstanceSize + Granule - 1) & ~(Granule - 1), 0);

        [RuntimeExport("Allocator_NewArray")]
        private static byte* NewArraySlowly(MethodTable* type, int length)
        {
            ulong size = (type->InstanceSize + ((ulong)(uint)length * type->ComponentSize) + Granule - 1) & ~(ulong)(Granule - 1);
            if (size > int.MaxValue)
            {
                size = length < 0 ? throw new OverflowException() : (ulong)int.MaxValue & ~(ulong)(Granule - 1);
            }

            return Heap.AllocateSlowly(ThreadBlock.Current->Heap, type, (uint)size, length);
        }
    }
}
