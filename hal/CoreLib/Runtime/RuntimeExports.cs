// SPDX-License-Identifier: MIT
// Boxing, unboxing and allocation as the compiler asks for them by name.

using System.Runtime.CompilerServices;
using Internal.Runtime;
using Wardstone.Kernel;

namespace System.Runtime
{
    internal static unsafe class RuntimeExports
    {
        public static object RhNewObject(MethodTable* type) => Allocator.New(type);

        public static object RhNewArray(MethodTable* type, int length) => Allocator.NewArray(type, length);

        public static object RhBox(MethodTable* type, ref byte data)
        {
            object box = Allocator.New(type);
            SpanHelpers.Memmove(ref *(Unsafe.AddressOf(box) + 4), ref data, type->ValueSize);
            return box;
        }

        public static ref byte RhUnbox2(MethodTable* type, object box)
        {
            if (box._methodTable != type)
            {
                RhUnboxTypeTest(type, box._methodTable);
            }

            return ref *(Unsafe.AddressOf(box) + 4);
        }

        /// <summary>A box may be opened as its own type; an enum also as its integer and the other way round.</summary>
        public static void RhUnboxTypeTest(MethodTable* type, MethodTable* boxType)
        {
            if (type != boxType && !(type->IsPrimitive && type->ElementType == boxType->ElementType))
            {
                throw new InvalidCastException();
            }
        }

        // Portable code has no nullable values; the compiler only wants the name.
        public static void RhUnboxNullable(ref byte data, MethodTable* type, object box) => throw new NotSupportedException();
    }
}
