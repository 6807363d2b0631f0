// SPDX-License-Identifier: MIT
// A heap: one range of memory with its own quota (the range), its own garbage collector and its own figures. Objects never move.
// It lies at the start of the memory that it manages: this header, two bitmaps, then objects in granules of 8 bytes.
//
// The collector (HeapCollector.cs) marks and sweeps. Roots (stacks, static data) are read conservatively: any word that points into
// an object keeps it. So are fields, but those only by the object's first address. A collection costs time by what lives, not by
// what died.
//
// What it does not do: lock. One thread at a time may be in a heap, and an interrupt handler may not.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace Wardstone.Kernel
{
    internal unsafe partial struct Heap
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
        private uint _peak; // up to then
        private byte* _windowStart;
        private bool _isMarkStackFull;
        private int _markDepth;
        private fixed uint _markStack[MarkStackSize];

        /// <summary>Bytes that objects may take.</summary>
        public readonly uint Size => (uint)(_end - _start);

        /// <summary>Bytes taken by objects, dead ones included until the next collection.</summary>
        public readonly uint Used => _usedBefore + (uint)(_next - _windowStart);

        /// <summary>The most that was ever in use, in bytes.</summary>
        public readonly uint Peak => Used > _peak ? Used : _peak;

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
            _peak = Peak;
            _allocatedBefore = Allocated;
            _usedBefore = Used;

            if (_next != _limit)
            {
                // The window was cut from the front of a run, so what follows it in memory is most often first in the list.
                bool adjoins = (byte*)_free == _limit;
                byte* end = adjoins ? _limit + _free->Size : _limit;
                _free = FreeRun.Make(_next, end, adjoins ? _free->Next : _free);
            }

            _windowStart = _limit = _next;
        }

        private static nuint Align(nuint address) => (address + Granule - 1) & ~(nuint)(Granule - 1);

        private static void Clear(byte* start, uint count) => SpanHelpers.ClearWithoutReferences(ref *start, count);

        // Made when the image was built: there is no memory left when it is needed.
        private static readonly OutOfMemoryException s_outOfMemory = new OutOfMemoryException();

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
