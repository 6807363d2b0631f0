// SPDX-License-Identifier: MIT
// Static fields that hold references: the compiler lists their blocks in the image, and here each becomes an object.

using System;
using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace Wardstone.Kernel
{
    internal static unsafe class Statics
    {
        private const int ReferenceStatics = 201;
        private const int EagerConstructors = 205;

        private const uint IsUninitialized = 1;
        private const uint HasData = 2;

        /// <summary>Makes the blocks of one module, and runs the static constructors that asked for it.</summary>
        /// <param name="header">Magic, versions, flags; u16 count of sections at 12; sections of 16 bytes from 16 on.</param>
        public static void Initialize(byte* header)
        {
            int count = *(ushort*)(header + 12);
            Section* sections = (Section*)(header + 16);
            for (int i = 0; i < count; i++)
            {
                if (sections[i].Id == ReferenceStatics)
                {
                    for (int* entry = sections[i].Start; entry < sections[i].End; entry++)
                    {
                        Allocate((uint*)Follow(entry));
                    }
                }
            }

            for (int i = 0; i < count; i++)
            {
                if (sections[i].Id == EagerConstructors)
                {
                    for (int* entry = sections[i].Start; entry < sections[i].End; entry++)
                    {
                        ((delegate*<void>)Follow(entry))();
                    }
                }
            }
        }

        // The cell holds a relative pointer to a type and two flags, then perhaps one to the fields' first values. The object takes
        // its place.
        private static void Allocate(uint* cell)
        {
            uint description = (uint)Follow((int*)cell);
            if ((description & IsUninitialized) == 0)
            {
                return;
            }

            MethodTable* type = (MethodTable*)(description & ~3u);
            object block = Allocator.New(type);
            byte* fields = Unsafe.AddressOf(block) + 4;
            if ((description & HasData) != 0)
            {
                SpanHelpers.Memmove(ref *fields, ref *Follow((int*)cell + 1), type->ValueSize);
            }

            *cell = (uint)Unsafe.AddressOf(block);
        }

        private static byte* Follow(int* relativePointer) => (byte*)relativePointer + *relativePointer;

#pragma warning disable CS0649 // laid out by the compiler
        private struct Section
        {
            public int Id;
            public int Flags;
            public int* Start;
            public int* End;
        }
#pragma warning restore CS0649
    }
}
