// SPDX-License-Identifier: MIT
// A heap: one range of memory with its own quota (the range), its own garbage collector and its own figures. Objects never move.
// It lies at the start of the memory that it manages: this header, two bitmaps, then objects in granules of 8 bytes.
//
// The collector marks and sweeps. Roots (stacks, static data) are read conservatively: any word that points into an object keeps
// it. So are fields, but those only by the object's first address. A collection costs time by what lives, not by what died.
//
// What it does not do: lock. One thread at a time may be in a heap, and an interrupt handler may not.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace Wardstone.Kernel
{
    internal unsafe struct Heap
    {
        private const int GranuleShift = 3;
        private const uint Granule = 1 << GranuleShift;

        // How much is cleared ahead of allocation.
        private const uint WindowSize = 4096;
        private const int MarkStackSize = 64;

        // [_next, _limit) is cleared memory that `new` takes from the front; all other free memory is in the list.
        private byte* _next;
        private byte* _limit;
        private byte* _start;
        private byte* _end;
        private uint* _starts; // a bit for each granule: an object starts here
        private uint* _marks; // a bit for each granule: an object starts here and is reached; clear between collections
        private uint _bitmapWords;
        private FreeRun* _free; // by rising address
        private uint _usedBefore; // in use when the window was opened, without what the window gave since
        private ulong _allocatedBefore;
        private byte* _windowStart;
        private bool _isMarkStackFull;
        private int _markDepth;
        private fixed uint _markStack[MarkStackSize];

        /// <summary>Bytes that objects may take.</summary>
        public readonly uint Size => (uint)(_end - _start);

        /// <summary>Bytes taken by objects, dead ones included until the next collection.</summary>
        public readonly uint Used => _usedBefore + (uint)(_next - _windowStart);

        /// <summary>The most that was ever in use, in bytes.</summary>
        public uint Peak { get; private set; }

        /// <summary>Bytes ever allocated.</summary>
        public readonly ulong Allocated => _allocatedBefore + (uint)(_next - _windowStart);

        /// <summary>Collections so far.</summary>
        public uint Collections { get; private set; }

        /// <summary>Makes a heap of a range of memory.</summary>
        public static Heap* Create(byte* start, byte* end)
        {
            Heap* heap = (Heap*)Align((nuint)start);
            byte* bitmaps = (byte*)Align((nuint)(heap + 1));
            // Two bits for each granule of 64 bits: one word of each bitmap for 256 bytes of objects.
            uint words = ((uint)(end - bitmaps) + 263) / 264;
            *heap = default;
            heap->_bitmapWords = words;
            heap->_starts = (uint*)bitmaps;
            heap->_marks = heap->_starts + words;
            heap->_start = (byte*)Align((nuint)(heap->_marks + words));
            heap->_end = (byte*)((nuint)end & ~(nuint)(Granule - 1));
            Clear(bitmaps, words * 8);
            heap->_windowStart = heap->_next = heap->_limit = heap->_start;
            heap->_free = FreeRun.Make(heap->_start, heap->_end, null);
            return heap;
        }

        /// <summary>Takes cleared memory for an object. It is not one yet: the caller writes the header, then calls Publish.</summary>
        /// <param name="size">In bytes, header included.</param>
        /// <exception cref="OutOfMemoryException">Not even a collection made room.</exception>
        [MethodImpl((MethodImplOptions)256)]
        public byte* Reserve(uint size)
        {
            size = (size + Granule - 1) & ~(Granule - 1);
            byte* memory = _next;
            if (size > (uint)(_limit - memory))
            {
                memory = ReserveSlowly(size);
            }

            _next = memory + size;
            return memory;
        }

        /// <summary>From now on an object starts here.</summary>
        [MethodImpl((MethodImplOptions)256)]
        public void Publish(byte* memory)
        {
            uint granule = (uint)(memory - _start) >> GranuleShift;
            _starts[granule >> 5] |= 1u << (int)granule;
        }

        /// <summary>Frees what nothing reaches. Every register of the caller is on its stack by now.</summary>
        /// <param name="stackPointer">Where the current thread's stack ends.</param>
        public void Collect(uint* stackPointer)
        {
            CloseWindow();
            MemoryMap* map = MemoryMap.Current;
            MarkRoots((uint*)map->DataStart, (uint*)map->DataEnd);
            MarkRoots((uint*)map->BssStart, (uint*)map->BssEnd);
            MarkRoots(stackPointer, (uint*)ThreadBlock.Current->StackTop);
            while (_isMarkStackFull)
            {
                MarkAgain();
            }

            Sweep();
            Collections++;
        }

        /// <summary>Runs a collection of this heap.</summary>
        public void Collect()
        {
            fixed (Heap* self = &this)
            {
                CollectWithRegisters(self);
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private byte* ReserveSlowly(uint size)
        {
            if (!OpenWindow(size))
            {
                Collect();
                if (!OpenWindow(size))
                {
                    throw s_outOfMemory;
                }
            }

            return _next;
        }

        // Opens a window of at least `size` bytes on the first free run that has them.
        private bool OpenWindow(uint size)
        {
            CloseWindow();
            FreeRun* previous = null;
            FreeRun* run = _free;
            while (run != null && run->Size < size)
            {
                previous = run;
                run = run->Next;
            }

            if (run == null)
            {
                return false;
            }

            byte* start = (byte*)run;
            byte* end = start + run->Size;
            uint take = size > WindowSize ? size : WindowSize;
            byte* limit = (uint)(end - start) <= take ? end : start + take;
            FreeRun* rest = limit == end ? run->Next : FreeRun.Make(limit, end, run->Next);
            if (previous == null)
            {
                _free = rest;
            }
            else
            {
                previous->Next = rest;
            }

            Clear(start, (uint)(limit - start));
            _windowStart = _next = start;
            _limit = limit;
            return true;
        }

        // Gives the rest of the window back, and settles the figures.
        private void CloseWindow()
        {
            _allocatedBefore += (uint)(_next - _windowStart);
            _usedBefore += (uint)(_next - _windowStart);
            if (_usedBefore > Peak)
            {
                Peak = _usedBefore;
            }

            if (_next != _limit)
            {
                // The window was cut from the front of a run, so what follows it in memory is most often first in the list.
                bool adjoins = (byte*)_free == _limit;
                byte* end = adjoins ? _limit + _free->Size : _limit;
                _free = FreeRun.Make(_next, end, adjoins ? _free->Next : _free);
            }

            _windowStart = _limit = _next;
        }

        // Any word may be a reference, to the start of an object or into it.
        private void MarkRoots(uint* from, uint* to)
        {
            for (; from < to; from++)
            {
                byte* address = (byte*)*from;
                if (address >= _start && address < _end)
                {
                    byte* found = ObjectAround(address);
                    if (found != null)
                    {
                        Mark(found);
                        Drain();
                    }
                }
            }
        }

        // The object that `address` lies in, or null.
        private readonly byte* ObjectAround(byte* address)
        {
            uint granule = (uint)(address - _start) >> GranuleShift;
            int word = (int)(granule >> 5);
            uint bits = _starts[word] & (uint.MaxValue >> (31 - (int)(granule & 31)));
            while (bits == 0)
            {
                if (--word < 0)
                {
                    return null;
                }

                bits = _starts[word];
            }

            byte* start = _start + ((((uint)word << 5) + HighestBit(bits)) << GranuleShift);
            return address < start + SizeOf(start) ? start : null;
        }

        // Notes that an object is reached. Its own references are looked at later, by Drain, or by MarkAgain when there is no room to note it.
        private void Mark(byte* start)
        {
            uint granule = (uint)(start - _start) >> GranuleShift;
            uint bit = 1u << (int)granule;
            uint* word = _marks + (granule >> 5);
            if ((*word & bit) != 0)
            {
                return;
            }

            *word |= bit;
            if (!(*(MethodTable**)start)->ContainsPointers)
            {
                return;
            }

            if (_markDepth == MarkStackSize)
            {
                _isMarkStackFull = true;
            }
            else
            {
                _markStack[_markDepth++] = (uint)start;
            }
        }

        private void Drain()
        {
            while (_markDepth > 0)
            {
                MarkFields((byte*)_markStack[--_markDepth]);
            }
        }

        // Any word of an object with references may be one, to the start of an object.
        private void MarkFields(byte* start)
        {
            uint* end = (uint*)(start + (SizeOf(start) & ~3u));
            for (uint* field = (uint*)start + 1; field < end; field++)
            {
                uint offset = *field - (uint)_start;
                if (offset < Size && (offset & (Granule - 1)) == 0)
                {
                    uint granule = offset >> GranuleShift;
                    if ((_starts[granule >> 5] & (1u << (int)granule)) != 0)
                    {
                        Mark((byte*)*field);
                    }
                }
            }
        }

        // The mark stack overflowed: some reached objects have references that nobody looked at. Look at all of them once more.
        private void MarkAgain()
        {
            _isMarkStackFull = false;
            for (byte* start = NextMarked(_start); start != null; start = NextMarked(start + Granule))
            {
                if ((*(MethodTable**)start)->ContainsPointers)
                {
                    MarkFields(start);
                    Drain();
                }
            }
        }

        // What is marked stays; all between becomes free runs.
        private void Sweep()
        {
            FreeRun* first = null;
            FreeRun* last = null;
            byte* free = _start;
            uint used = 0;
            while (free < _end)
            {
                byte* live = NextMarked(free);
                byte* end = live == null ? _end : live;
                if (end != free)
                {
                    FreeRun* run = FreeRun.Make(free, end, null);
                    if (last == null)
                    {
                        first = run;
                    }
                    else
                    {
                        last->Next = run;
                    }

                    last = run;
                }

                if (live == null)
                {
                    break;
                }

                uint size = (SizeOf(live) + Granule - 1) & ~(Granule - 1);
                used += size;
                free = live + size;
            }

            _free = first;
            _usedBefore = used;
            _windowStart = _next = _limit = _start;
            uint* marks = _marks;
            _marks = _starts;
            _starts = marks;
            Clear((byte*)_marks, _bitmapWords * 4);
        }

        // The first marked object at or after an address, or null.
        private readonly byte* NextMarked(byte* from)
        {
            uint granule = (uint)(from - _start) >> GranuleShift;
            uint word = granule >> 5;
            if (word >= _bitmapWords)
            {
                return null;
            }

            uint bits = _marks[word] & (uint.MaxValue << (int)granule);
            while (bits == 0)
            {
                if (++word >= _bitmapWords)
                {
                    return null;
                }

                bits = _marks[word];
            }

            return _start + (((word << 5) + HighestBit(bits & (0 - bits))) << GranuleShift);
        }

        // Bytes of the object at an address, not rounded up.
        private static uint SizeOf(byte* start)
        {
            MethodTable* type = *(MethodTable**)start;
            uint component = type->ComponentSize;
            return component == 0 ? type->InstanceSize : type->InstanceSize + (component * *(uint*)(start + 4));
        }

        private static uint HighestBit(uint bits)
        {
            uint number = 0;
            for (int half = 16; half != 0; half >>= 1)
            {
                if (bits >> half != 0)
                {
                    bits >>= half;
                    number += (uint)half;
                }
            }

            return number;
        }

        private static nuint Align(nuint address) => (address + Granule - 1) & ~(nuint)(Granule - 1);

        private static void Clear(byte* start, uint count) => SpanHelpers.ClearWithoutReferences(ref *start, count);

        // Made when the image was built: there is no memory left when it is needed.
        private static readonly OutOfMemoryException s_outOfMemory = new OutOfMemoryException();

        // Puts the callee-saved registers on the stack and calls Heap_Collect.
        [RuntimeImport("*", "Heap_CollectWithRegisters")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern void CollectWithRegisters(Heap* heap);

        [RuntimeExport("Heap_Collect")]
        private static void CollectFrom(Heap* heap, uint* stackPointer) => heap->Collect(stackPointer);

        // Free memory, at least one granule of it, describes itself.
        private struct FreeRun
        {
            public FreeRun* Next;
            public uint Size;

            public static FreeRun* Make(byte* start, byte* end, FreeRun* next)
            {
                FreeRun* run = (FreeRun*)start;
                run->Next = next;
                run->Size = (uint)(end - start);
                return run;
            }
        }
    }
}
