// SPDX-License-Identifier: MIT
// Casts, `is`, and stores into arrays of references. The compiler calls these by name.
// There is no variance here but that of arrays: generic interfaces do not exist in portable code.

using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System.Runtime
{
    internal static unsafe class TypeCast
    {
        public static object IsInstanceOfAny(MethodTable* type, object value)
            => value == null || IsAssignable(value._methodTable, type) ? value : null;

        public static object IsInstanceOfInterface(MethodTable* type, object value)
            => value == null || value._methodTable->Implements(type) ? value : null;

        public static object IsInstanceOfClass(MethodTable* type, object value)
            => value == null || IsClass(value._methodTable, type) ? value : null;

        public static bool IsInstanceOfException(MethodTable* type, object value)
            => value != null && IsClass(value._methodTable, type);

        public static object CheckCastAny(MethodTable* type, object value)
            => value == null || IsAssignable(value._methodTable, type) ? value : throw new InvalidCastException();

        public static object CheckCastInterface(MethodTable* type, object value)
            => value == null || value._methodTable->Implements(type) ? value : throw new InvalidCastException();

        public static object CheckCastClass(MethodTable* type, object value)
            => value == null || IsClass(value._methodTable, type) ? value : throw new InvalidCastException();

        public static object CheckCastClassSpecial(MethodTable* type, object value) => CheckCastClass(type, value);

        /// <summary>array[index] = value, for arrays of references.</summary>
        public static void StelemRef(object[] array, nint index, object value)
        {
            if ((nuint)index >= (nuint)array.Length)
            {
                throw new IndexOutOfRangeException();
            }

            MethodTable* element = array._methodTable->Element;
            if (value != null && value._methodTable != element && !IsAssignable(value._methodTable, element))
            {
                throw new ArrayTypeMismatchException();
            }

            ElementOf(array, index) = value;
        }

        /// <summary>ref array[index], for arrays of references: the array's element type must be the one that the code expects.</summary>
        public static ref object LdelemaRef(object[] array, nint index, MethodTable* element)
        {
            if ((nuint)index >= (nuint)array.Length)
            {
                throw new IndexOutOfRangeException();
            }

            if (array._methodTable->Element != element)
            {
                throw new ArrayTypeMismatchException();
            }

            return ref ElementOf(array, index);
        }

        /// <summary>Whether a reference to <paramref name="source"/> is one to <paramref name="target"/>.</summary>
        public static bool IsAssignable(MethodTable* source, MethodTable* target)
        {
            if (source == target)
            {
                return true;
            }

            if (target->IsInterface)
            {
                return source->Implements(target);
            }

            return target->IsArray
                ? source->IsArray && IsElementCompatible(source->Element, target->Element)
                : IsClass(source, target);
        }

        // ECMA-335 I.8.7.1: references by assignability, signed and unsigned integers of one size are alike.
        private static bool IsElementCompatible(MethodTable* source, MethodTable* target)
        {
            if (source == target)
            {
                return true;
            }

            if (source->IsValueType || target->IsValueType)
            {
                return source->IsPrimitive && target->IsPrimitive && Reduced(source->ElementType) == Reduced(target->ElementType);
            }

            return IsAssignable(source, target);
        }

        private static ElementType Reduced(ElementType type) => type switch
        {
            ElementType.Byte => ElementType.SByte,
            ElementType.UInt16 => ElementType.Int16,
            ElementType.UInt32 => ElementType.Int32,
            ElementType.UInt64 => ElementType.Int64,
            ElementType.UIntPtr => ElementType.IntPtr,
            _ => type,
        };

        private static bool IsClass(MethodTable* source, MethodTable* target)
        {
            for (; source != null; source = source->Base)
            {
                if (source == target)
                {
                    return true;
                }
            }

            return false;
        }

#pragma warning disable CS8500 // a pointer to references: the write barrier goes with the `ref`
        private static ref object ElementOf(object[] array, nint index) => ref ((object*)(Unsafe.AddressOf(array) + 8))[index];
#pragma warning restore CS8500
    }
}
