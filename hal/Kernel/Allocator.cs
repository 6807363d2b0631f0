// SPDX-License-Identifier: MIT
// `new`, as compiled code calls it: it takes from the current thread's current heap.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace Wardstone.Kernel
{
    internal static unsafe class Allocator
    {
        /// <exception cref="OutOfMemoryException">The heap is full.</exception>
        [RuntimeExport("RhpNewFast")]
        public static object New(MethodTable* type)
        {
            Heap* heap = ThreadBlock.Current->Heap;
            byte* memory = heap->Reserve(type->InstanceSize);
            *(MethodTable**)memory = type;
            heap->Publish(memory);
            return Unsafe.ObjectAt(memory);
        }

        /// <summary>An array or a string.</summary>
        /// <exception cref="OverflowException">The length is negative.</exception>
        /// <exception cref="OutOfMemoryException">The heap is full.</exception>
        [RuntimeExport("RhpNewArrayFast")]
        public static object NewArray(MethodTable* type, int length)
        {
            ulong size = type->InstanceSize + ((ulong)(uint)length * type->ComponentSize);
            if (size > int.MaxValue)
            {
                size = length < 0 ? throw new OverflowException() : (ulong)int.MaxValue;
            }

            Heap* heap = ThreadBlock.Current->Heap;
            byte* memory = heap->Reserve((uint)size);
            *(MethodTable**)memory = type;
            *(int*)(memory + 4) = length;
            heap->Publish(memory);
            return Unsafe.ObjectAt(memory);
        }

        // Finalizers are never run.
        [RuntimeExport("RhpNewFinalizable")]
        private static object NewFinalizable(MethodTable* type) => New(type);

        [RuntimeExport("RhpNewPtrArrayFast")]
        private static object NewPointerArray(MethodTable* type, int length) => NewArray(type, length);

        // Objects start at multiples of 8. Those whose fields ask for 8, at 4 behind the start, are aligned to 4: enough for LDRD and VLDR.
        [RuntimeExport("RhpNewFastAlign8")]
        private static object NewAligned(MethodTable* type) => New(type);

        [RuntimeExport("RhpNewFastMisalign")]
        private static object NewMisaligned(MethodTable* type) => New(type);

        [RuntimeExport("RhpNewArrayFastAlign8")]
        private static object NewArrayAligned(MethodTable* type, int length) => NewArray(type, length);

        [RuntimeExport("RhNewString")]
        private static string NewString(MethodTable* type, int length) => Unsafe.As<string>(NewArray(type, length));
    }
}
