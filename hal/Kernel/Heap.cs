// SPDX-License-Identifier: MIT
// A heap: one range of memory with its own quota (the range), its own garbage collector and its own figures. Objects never move.
// It lies at the start of the memory that it manages: this header, two bitmaps, then objects in granules of 8 bytes.
//
// The collector (HeapCollector.cs) marks and sweeps. Roots (stacks, static data) are read conservatively: any word that points into
// an object keeps it. So are fields, but those only by the object's first address. A collection costs time by what lives, not by
// what died.
//
// A component's heap is used by one thread at a time, since it has a lock around it. The system's is everybody's: what takes longer than
// the few instructions of CortexM/allocation.S is done while no other thread runs. An interrupt handler has no business here.

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
        private const int RoomToWork = 640; // of stack, for a collection

        // [_next, _limit) is cleared memory that `new` takes from the front; all other free memory is in the list.
        private byte* _next;
        private byte* _limit;
        private byte* _start;
        private byte* _end;
        private uint* _starts; // a bit for each granule: an object starts here
        private uint* _marks; // a bit for each granule: an object starts here and is reached; clear between collections
        private uint _bitmapWords;
        private FreeRun* _free;
        private uint _usedBefore; // in use when the window was opened, without what the window gave since
        private ulong _allocatedBefore;
        private uint _peak; // up to then
        private byte* _windowStart;
        private byte* _root;
        private long _longestPause;
        private bool _isMarkStackFull;
        private int _markDepth;
        private fixed uint _markStack[MarkStackSize];

        /// <summary>The heap that belongs to nobody in particular; it alone is reached from static data.</summary>
        public static Heap* System { get; private set; }

        /// <summary>Makes the system's heap.</summary>
        public static void CreateSystem(byte* start, byte* end) => System = Create(start, end);

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

        /// <summary>The longest collection in 100 ns.</summary>
        public readonly long LongestPause => _longestPause;

        /// <summary>An object that is kept, with what it refers to; null for none.</summary>
        public byte* Root
        {
            readonly get => _root;
            set => _root = value;
        }

        /// <summary>Gives memory from the end of the heap away, for good.</summary>
        /// <param name="size">In bytes.</param>
        /// <returns>Memory, not cleared; null if the last <paramref name="size"/> bytes are not free.</returns>
        public byte* TakeEnd(uint size)
        {
            size = (size + Granule - 1) & ~(Granule - 1);
            fixed (Heap* self = &this)
            {
                ThreadBlock* alone = BeAlone(self);
                CloseWindow();
                FreeRun* run = LastRun();
                if (run == null || run->Size < size + Granule)
                {
                    CollectWithRegisters(self); // what died may lie at the end
                    run = LastRun();
                }

                byte* taken = run == null || run->Size < size + Granule ? null : _end - size;
                if (taken != null)
                {
                    run->Size -= size;
                    _end = taken;
                }

                Scheduler.Alone = alone;
                return taken;
            }
        }

        /// <summary>Bytes that TakeEnd could give.</summary>
        public uint FreeEnd
        {
            get
            {
                fixed (Heap* self = &this)
                {
                    ThreadBlock* alone = BeAlone(self);
                    CollectWithRegisters(self); // what died may lie at the end
                    FreeRun* run = LastRun();
                    Scheduler.Alone = alone;
                    return run == null ? 0 : run->Size - Granule;
                }
            }
        }

        // The free memory at the end of the heap; null if that is in use.
        private readonly FreeRun* LastRun()
        {
            FreeRun* run = _free;
            while (run != null && (byte*)run + run->Size != _end)
            {
                run = run->Next;
            }

            return run;
        }

        /// <summary>Makes an object where CortexM/allocation.S found no room.</summary>
        /// <param name="size">In bytes, header included, a multiple of 8.</param>
        /// <param name="length">Of an array; 0 for all else.</param>
        /// <exception cref="OutOfMemoryException">Not even a collection made room.</exception>
        public static byte* AllocateSlowly(Heap* self, MethodTable* type, uint size, int length)
        {
            ThreadBlock* alone = BeAlone(self);
            bool isRoom = self->OpenWindow(size);
            if (!isRoom)
            {
                CollectWithRegisters(self);
                isRoom = self->OpenWindow(size);
            }

            byte* memory = self->_next;
            if (isRoom)
            {
                self->_next = memory + size;
                *(MethodTable**)memory = type;
                *(int*)(memory + 4) = length;
                uint granule = (uint)(memory - self->_start) >> GranuleShift;
                self->_starts[granule >> 5] |= 1u << (int)granule;
            }

            Scheduler.Alone = alone;
            return isRoom ? memory : throw s_outOfMemory;
        }

        // The system's heap is worked on by one thread. What is returned is to be put back.
        private static ThreadBlock* BeAlone(Heap* self)
        {
            ThreadBlock* before = Scheduler.Alone;
            if (self == System)
            {
                ThreadBlock* thread = ThreadBlock.Current;
                if (thread->IsInDomain && (byte*)&before - thread->StackBottom < RoomToWork)
                {
                    // It would meet the end of its stack in the midst of everybody's heap. So it does here, and only its domain ends.
                    thread->StackBottom[-1] = 0;
                }

                Scheduler.Alone = thread;
            }

            return before;
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
