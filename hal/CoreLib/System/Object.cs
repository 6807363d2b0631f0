// SPDX-License-Identifier: MIT
// The root of all types. Its one field is the compiler's: every object starts with a pointer to its MethodTable.

using System.Runtime;
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

        /// <summary>Of a value its bytes, of a string its characters, of all else the address: objects do not move.</summary>
        /// <remarks>nanoFramework's value types and String override nothing here, so it is decided here.</remarks>
        public virtual int GetHashCode()
        {
            if (_methodTable->IsValueType)
            {
                return Hash(Unsafe.AddressOf(this) + 4, _methodTable->ValueSize);
            }

            return this is string text ? text.ContentHash() : (int)((uint)Unsafe.AddressOf(this) >> 3);
        }

        public Type GetType() => Type.Of(_methodTable);

        public virtual string ToString() => GetType().FullName;

        /// <summary>A copy of the fields, or of the elements of an array.</summary>
        protected object MemberwiseClone()
        {
            MethodTable* type = _methodTable;
            object clone = this is Array array ? RuntimeExports.RhNewArray(type, array.Length) : RuntimeExports.RhNewObject(type);
            uint size = type->InstanceSize + (this is Array elements ? type->ComponentSize * (uint)elements.Length : 0);
            SpanHelpers.Memmove(ref *(Unsafe.AddressOf(clone) + 4), ref *(Unsafe.AddressOf(this) + 4), size - 4);
            return clone;
        }

        private static int Hash(byte* data, uint count)
        {
            int hash = 0;
            uint i = 0;
            for (; i + 4 <= count; i += 4)
            {
                hash = (hash * 31) + *(int*)(data + i);
            }

            for (; i < count; i++)
            {
                hash = (hash * 31) + data[i];
            }

            return hash;
        }
    }
}
