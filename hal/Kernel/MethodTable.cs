// SPDX-License-Identifier: MIT
// A type as the compiler describes it to the run time: one read-only record for each type that is ever constructed or cast to.
// The layout is ilc's for 32-bit targets; the names are those of its own MethodTable.

using System;
using System.Runtime.CompilerServices;

namespace Internal.Runtime
{
    internal enum ElementType
    {
        Boolean = 2,
        Char = 3,
        SByte = 4,
        Byte = 5,
        Int16 = 6,
        UInt16 = 7,
        Int32 = 8,
        UInt32 = 9,
        Int64 = 10,
        UInt64 = 11,
        IntPtr = 12,
        UIntPtr = 13,
        Single = 14,
        Double = 15,
        ValueType = 16,
        Nullable = 18,
        Class = 20,
        Interface = 21,
        SystemArray = 22,
        Array = 23,
        SzArray = 24,
        ByRef = 25,
        Pointer = 26,
    }

    internal unsafe struct MethodTable
    {
        private const uint HasComponentSize = 0x80000000;
        private const uint HasPointers = 0x01000000;
        private const uint HasSealedVTable = 0x00400000;
        private const uint HasFinalizer = 0x00100000;
        private const uint HasDispatchMap = 0x00040000;
        private const uint HeaderSize = 20;

        private readonly uint _flags;
        private readonly uint _baseSize;
        private readonly MethodTable* _related;
        private readonly ushort _vtableSlots;
        private readonly ushort _interfaces;
        private readonly uint _hash;

        /// <summary>The MethodTable of a type that is known at compile time.</summary>
        [Intrinsic]
        public static extern MethodTable* Of<T>();

        public ElementType ElementType => (ElementType)((_flags >> 26) & 31);

        /// <summary>
        /// Bytes of an instance with its MethodTable pointer, without its elements. (ilc counts a word before the object, which we do
        /// not have.)
        /// </summary>
        public uint InstanceSize => _baseSize - 4;

        /// <summary>Bytes of a value inside a box.</summary>
        public uint ValueSize => _baseSize - 8;

        /// <summary>Bytes of an element of an array or a string; 0 for all else.</summary>
        public uint ComponentSize => (int)_flags < 0 ? _flags & 0xFFFF : 0;

        public bool ContainsPointers => (_flags & HasPointers) != 0;

        public bool IsSzArray => ElementType == ElementType.SzArray;

        public bool IsArray => (uint)ElementType - (uint)ElementType.Array <= 1;

        public bool IsInterface => ElementType == ElementType.Interface;

        public bool IsValueType => ElementType < ElementType.Class;

        public bool IsPrimitive => ElementType < ElementType.ValueType;

        /// <summary>The type of an array's elements.</summary>
        public MethodTable* Element => _related;

        /// <summary>The base class; null for Object and for interfaces.</summary>
        public MethodTable* Base => ElementType < ElementType.Array ? _related : IsArray ? Of<Array>() : null;

        public int InterfaceCount => _interfaces;

        public MethodTable* Interface(int index) => Interfaces[index];

        public void* VTableSlot(int slot)
        {
            fixed (MethodTable* self = &this)
            {
                return ((void**)((byte*)self + HeaderSize))[slot];
            }
        }

        /// <summary>The code that runs when slot <paramref name="slot"/> of the interface <paramref name="type"/> is called on
        /// <paramref name="receiver"/>, as far as this type, the receiver's own or a base of it, says so; or null.</summary>
        public void* ImplementationOf(MethodTable* type, int slot, MethodTable* receiver)
        {
            ushort* map = DispatchMap;
            if (map == null)
            {
                return null;
            }

            // Four counts (standard, default, standard static, default static entries), then the entries.
            int count = map[0];
            ushort* entry = map + 4;
            for (int i = 0; i < count; i++, entry += 3)
            {
                if (entry[1] == slot && Interfaces[entry[0]] == type)
                {
                    // A virtual slot, which the receiver may have overridden, or one of this type's sealed ones.
                    int implementation = entry[2];
                    return implementation < _vtableSlots ? receiver->VTableSlot(implementation) : SealedSlot(implementation - _vtableSlots);
                }
            }

            return null;
        }

        public bool Implements(MethodTable* type)
        {
            MethodTable** interfaces = Interfaces;
            for (int i = 0; i < _interfaces; i++)
            {
                if (interfaces[i] == type)
                {
                    return true;
                }
            }

            return false;
        }

        private MethodTable** Interfaces
        {
            get
            {
                fixed (MethodTable* self = &this)
                {
                    return (MethodTable**)((byte*)self + HeaderSize) + _vtableSlots;
                }
            }
        }

        /// <summary>A word in writable memory that belongs to this type: its Type object, or 0 as long as there is none.</summary>
        public uint* TypeObject
        {
            get
            {
                int* pointer = OptionalFields - 1;
                return (uint*)((byte*)pointer + *pointer);
            }
        }

        // Behind the interfaces lie self-relative pointers: type manager, writable data, then those that the flags announce.
        private int* OptionalFields => (int*)(Interfaces + _interfaces) + 2;

        private ushort* DispatchMap
        {
            get
            {
                int* pointer = OptionalFields;
                return (_flags & HasDispatchMap) == 0 ? null : (ushort*)((byte*)pointer + *pointer);
            }
        }

        private void* SealedSlot(int slot)
        {
            int* pointer = OptionalFields;
            pointer += (_flags & HasDispatchMap) != 0 ? 1 : 0;
            pointer += (_flags & HasFinalizer) != 0 ? 1 : 0;
            int* slots = (int*)((byte*)pointer + *pointer);
            return (byte*)&slots[slot] + slots[slot];
        }
    }
}
