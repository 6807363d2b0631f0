// SPDX-License-Identifier: MIT
// The root of all types. Its one field is the compiler's: every object starts with a pointer to its MethodTable.

using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System
{
    public unsafe class Object
    {
        internal MethodTable* _methodTable;

        public Object()
        {
        }

        public virtual bool Equals(object obj) => this == obj;

        public static bool Equals(object objA, object objB)
            => objA == objB || (objA != null && objB != null && objA.Equals(objB));

        public static bool ReferenceEquals(object objA, object objB) => objA == objB;

        /// <summary>Objects never move, so the address serves.</summary>
        public virtual int GetHashCode() => (int)((uint)Unsafe.AddressOf(this) >> 3);

        public Type GetType() => Type.Of(_methodTable);

        public virtual string ToString() => GetType().ToString();
    }
}
