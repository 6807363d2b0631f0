// SPDX-License-Identifier: MIT
// One heap's part of the verifier (HeapVerifier.cs): are its objects and its free memory all there is, and where do its references go?

using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace Wardstone.Kernel
{
    internal unsafe partial struct Heap
    {
        /// <summary>Whether an address is in the system's heap, or below it: domains lie behind.</summary>
        public static bool IsSystems(uint address) => address < (uint)System->_end;

        /// <summary>Whether an address is where objects of this heap may be.</summary>
        public readonly bool Holds(uint address) => address >= (uint)_start && address < (uint)_end;

        /// <summary>Whether an object starts at an address of this heap.</summary>
        public readonly bool IsObject(uint address)
        {
            uint granule = (address - (uint)_start) >> GranuleShift;
            return (address & (Granule - 1)) == 0 && (_starts[granule >> 5] & (1u << (int)granule)) != 0;
        }

        /// <param name="place">Where the fault is.</param>
        /// <returns>What is wrong; null if nothing is.</returns>
        public string FindFault(out uint place)
        {
            uint used = 0;
            byte* start = _start;
            byte* end = start;
            for (; start < _end; start += Granule)
            {
                place = (uint)start;
                if (!IsObject(place))
                {
                    continue;
                }

                MethodTable* type = *(MethodTable**)start;
                if (start < end || !IsInImage((uint)type))
                {
                    return start < end ? "an object lies in another one" : "an object has no type";
                }

                uint size = (SizeOf(start) + Granule - 1) & ~(Granule - 1);
                end = start + size;
                used += size;
                if (end > _end || (start < _limit && end > _next && start >= _next))
                {
                    return "an object is larger than its heap";
                }

                uint* field = FindReference(start, type);
                if (field != null)
                {
                    place = (uint)field;
                    return "a reference leaves its heap";
                }
            }

            place = (uint)_start;
            return used != Used ? "objects are lost" : FindFreeFault(out place);
        }

        // All that is not in use is in the list or in the window, once, and no object lies in it.
        private readonly string FindFreeFault(out uint place)
        {
            uint free = (uint)(_limit - _next);
            for (FreeRun* run = _free; run != null; run = run->Next)
            {
                place = (uint)run;
                if (!Holds(place) || run->Size < Granule || run->Size > (uint)(_end - (byte*)run) || free > Size)
                {
                    return "the list of free memory is broken";
                }

                free += run->Size;
                for (uint address = place; address < place + run->Size; address += Granule)
                {
                    if (IsObject(address))
                    {
                        return "an object lies in free memory";
                    }
                }
            }

            place = (uint)_start;
            return free + Used != Size ? "free memory is lost" : null;
        }

        private static bool IsInImage(uint type)
            => (type & 3) == 0 && type >= (uint)MemoryMap.Current->ReadOnlyStart + 64 && type < (uint)MemoryMap.Current->ReadOnlyEnd;

        // The first field of an object that points where it must not; null if there is none. Before a type lies how many runs of references
        // its objects have; before that, from the last to the first, how long each is, less the size of an object, and where it starts.
        private readonly uint* FindReference(byte* start, MethodTable* type)
        {
            if (!type->ContainsPointers || HeapVerifier.IsExempt(type))
            {
                return null;
            }

            int* description = (int*)type - 1;
            int count = *description;
            uint size = SizeOf(start) + 4; // as the compiler counts
            for (int i = 1; i <= count; i++)
            {
                uint length = (uint)description[-2 * i] + size;
                uint* field = FindIn((uint*)(start + description[(-2 * i) + 1]), length / 4);
                if (field != null)
                {
                    return field;
                }
            }

            return count < 0 ? FindInElements(start, description, -count) : null;
        }

        // Elements that are structs: pairs of how many references come, and how many bytes that are none.
        private readonly uint* FindInElements(byte* start, int* description, int count)
        {
            byte* end = start + SizeOf(start);
            byte* next = start + description[-1];
            while (next < end)
            {
                for (int i = 0; i < count; i++)
                {
                    uint pair = (uint)description[-2 - i];
                    uint* field = FindIn((uint*)next, pair & 0xFFFF);
                    if (field != null)
                    {
                        return field;
                    }

                    next += ((pair & 0xFFFF) * 4) + (pair >> 16);
                }
            }

            return null;
        }

        private readonly uint* FindIn(uint* field, uint count)
        {
            for (; count > 0; count--, field++)
            {
                bool isOwn = Holds(*field);
                if (isOwn ? !IsObject(*field) : HeapVerifier.IsInDomain(*field, out _))
                {
                    return field;
                }
            }

            return null;
        }
    }
}
