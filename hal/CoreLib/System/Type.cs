// SPDX-License-Identifier: MIT
// A type at run time: what typeof and GetType give. There is no reflection behind it.

using System.Runtime;
using System.Runtime.CompilerServices;
using Internal.Runtime;
using Wardstone.Kernel;

namespace System
{
    public abstract class Type
    {
        private protected unsafe MethodTable* _type;

        internal unsafe MethodTable* Table => _type;

        public unsafe bool IsArray => _type->IsArray;

        public unsafe bool IsInterface => _type->IsInterface;

        public unsafe bool IsValueType => _type->IsValueType;

        public unsafe bool IsClass => !_type->IsValueType && !_type->IsInterface;

        public unsafe Type BaseType => Of(_type->Base);

        /// <summary>The address of the type's record: names are not in the image, but in firmware.sym.</summary>
        public unsafe string FullName => ((uint)_type).ToString("x8");

        public override string ToString() => FullName;

        public static unsafe Type GetTypeFromHandle(RuntimeTypeHandle handle) => Of(handle._type);

        public unsafe Type GetElementType() => _type->IsArray ? Of(_type->Element) : null;

        public unsafe bool IsInstanceOfType(object o) => o != null && TypeCast.IsAssignable(o._methodTable, _type);

        public unsafe bool IsSubclassOf(Type c) => this != c && !c.IsInterface && TypeCast.IsAssignable(_type, c._type);

        /// <summary>The one object for a type: made by the compiler where typeof names it, else at the first GetType.</summary>
        internal static unsafe Type Of(MethodTable* type)
        {
            if (type == null)
            {
                return null;
            }

            uint* known = type->TypeObject;
            if (*known == 0)
            {
                // It is everybody's, so it must outlive the domain of whoever comes first.
                ThreadBlock* thread = ThreadBlock.Current;
                Heap* heap = thread->Heap;
                thread->Heap = Heap.System;
                *known = (uint)Unsafe.AddressOf(new RuntimeType(type));
                thread->Heap = heap;
            }

            return Unsafe.As<Type>(Unsafe.ObjectAt((void*)*known));
        }
    }

    // The name, and the handle as the first field, are the compiler's.
    internal sealed class RuntimeType : Type
    {
        public unsafe RuntimeType(MethodTable* type) => _type = type;
    }
}
