// SPDX-License-Identifier: MIT
// A type at run time: what typeof and GetType give. There is no reflection behind it.

using System.Runtime;
using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System
{
    public class Type
    {
        private unsafe MethodTable* _type;

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

        public override unsafe bool Equals(object obj) => obj is Type other && other._type == _type;

        internal static unsafe Type Of(MethodTable* type) => type == null ? null : new Type { _type = type };
    }
}
