// SPDX-License-Identifier: MIT
// The heap: figures, reuse of what died, exhaustion.

using System;
using System.Runtime.CompilerServices;
using Wardstone.Kernel;

namespace Wardstone.Tests.RuntimeImage
{
    internal static unsafe class HeapCases
    {
        private static object s_keep;

        private static Heap* Current => ThreadBlock.Current->Heap;

        /// <summary>A second heap in a piece of memory of its own, as a component will have one.</summary>
        public static void OwnRange()
        {
            Heap* system = Current;
            byte[] memory = new byte[8192];
            byte* start = new SpanByte(memory).Address;
            Heap* own = Heap.Create(start, start + memory.Length);
            uint usedBefore = system->Used;

            ThreadBlock.Current->Heap = own;
            for (int i = 0; i < 1000; i++)
            {
                s_keep = new byte[100];
            }

            byte* kept = Unsafe.AddressOf(s_keep);
            ThreadBlock.Current->Heap = system;
            uint usedAfter = system->Used;

            Line("object lies in its heap", kept >= start && kept < start + memory.Length);
            Line("the other heap did not grow", usedAfter == usedBefore);
            Line("allocated", own->Allocated == 1000 * 112);
            Line("collected", own->Collections >= 10);
            Line("used within size", own->Used <= own->Size);
            Line("peak within size", own->Peak <= own->Size && own->Peak >= own->Used);
            own->Collect();
            Line("little lives", own->Used <= 5 * 112);
            s_keep = null;
            Console.WriteLine(memory.Length.ToString()); // the range itself lives until here
        }

        /// <summary>A full heap throws, and goes on when something was dropped.</summary>
        public static void OutOfMemory()
        {
            for (int round = 0; round < 3; round++)
            {
                int blocks = Fill();
                Line("filled most of it", blocks * 1000 > (int)(Current->Size * 9 / 10));
                s_keep = null;
                object small = new byte[200000];
                Line("room again", small != null);
            }

            try
            {
                s_keep = new int[0x20000000];
                Console.WriteLine("no exception");
            }
            catch (OutOfMemoryException)
            {
                Console.WriteLine("OutOfMemoryException for 2 GB");
            }
        }

        /// <summary>
        /// Every second block is dropped: what is left in between is used for blocks that fit, and refused to those that do not.
        /// </summary>
        public static void Fragmentation()
        {
            object[] blocks = new object[200];
            for (int i = 0; i < blocks.Length; i++)
            {
                blocks[i] = new byte[992];
            }

            for (int i = 0; i < blocks.Length; i += 2)
            {
                blocks[i] = null;
            }

            byte[] rest = new byte[Current->Size - Current->Used - 4096];
            Current->Collect();
            uint used = Current->Used;
            int fitted = 0;
            for (int i = 0; i < blocks.Length; i += 2)
            {
                blocks[i] = new byte[992];
                fitted++;
            }

            uint grown = Current->Used - used;
            Line("holes were filled", fitted == 100 && Current->Used <= Current->Size);
            Line("used grew by them", grown == 100 * 1000);
            for (int i = 0; i < blocks.Length; i += 2)
            {
                blocks[i] = null;
            }

            try
            {
                s_keep = new byte[8000];
                Console.WriteLine("no exception");
            }
            catch (OutOfMemoryException)
            {
                Console.WriteLine("OutOfMemoryException for a large block");
            }

            Console.WriteLine(rest.Length > 0 ? "rest" : string.Empty);
        }

        private static int Fill()
        {
            int count = 0;
            try
            {
                while (true)
                {
                    s_keep = new Link { Next = s_keep, Bytes = new byte[980] };
                    count++;
                }
            }
            catch (OutOfMemoryException)
            {
                Console.WriteLine("OutOfMemoryException");
            }

            return count;
        }

        private static void Line(string what, bool holds) => Console.WriteLine(what + (holds ? ": yes" : ": NO"));

        private sealed class Link
        {
            public object Next;
            public byte[] Bytes;
        }
    }
}
