// SPDX-License-Identifier: MIT
// The collector of a heap: marks what is reached from stacks and static data, and turns all between into free runs.
// It never moves an object, and never looks at another heap.

using System.Runtime;
using System.Runtime.CompilerServices;
using Internal.Runtime;
using Wardstone.CortexM;

namespace Wardstone.Kernel
{
    internal unsafe partial struct Heap
    {
        /// <summary>Runs a collection of this heap.</summary>
        public void Collect()
        {
            fixed (Heap* self = &this)
            {
                ThreadBlock* alone = BeAlone(self);
                CollectWithRegisters(self);
                Scheduler.Alone = alone;
            }
        }

        // Frees what nothing reaches. Every register of the caller is on its stack by now, above `stackPointer`.
        private void Collect(uint* stackPointer)
        {
            long start = Clock.Ticks;
            CloseWindow();
            ThreadBlock* current = ThreadBlock.Current;
            MarkRoots(stackPointer, (uint*)current->StackTop);
            fixed (Heap* self = &this)
            {
                if (self == System)
                {
                    MarkSystemRoots(current);
                }
            }

            if (_root != null)
            {
                Mark(_root);
                Drain();
            }

            while (_isMarkStackFull)
            {
                MarkAgain();
            }

            Sweep();
            Collections++;
            long pause = Clock.Ticks - start;
            _longestPause = pause > _longestPause ? pause : _longestPause;
        }

        // Static data, and the stacks of all other threads: into those this one may look only with its guard lifted.
        private void MarkSystemRoots(ThreadBlock* current)
        {
            MemoryMap* map = MemoryMap.Current;
            MarkRoots((uint*)map->DataStart, (uint*)map->DataEnd);
            MarkRoots((uint*)map->BssStart, (uint*)map->BssEnd);
            Mpu.SuspendGuard(current);
            for (ThreadBlock* thread = current->Next; thread != current; thread = thread->Next)
            {
                MarkRoots(thread->StackPointer, (uint*)(thread->IsOver ? (byte*)thread->StackPointer : thread->StackTop));
            }

            Mpu.ResumeGuard(current);
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

        // Notes that an object is reached. Its own references are looked at later, by Drain, or by MarkAgain when there is no room
        // to note it.
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

        // Puts the callee-saved registers on the stack and calls Heap_Collect.
        [RuntimeImport("*", "Heap_CollectWithRegisters")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern void CollectWithRegisters(Heap* heap);

        [RuntimeExport("Heap_Collect")]
        private static void CollectFrom(Heap* heap, uint* stackPointer) => heap->Collect(stackPointer);
    }
}
