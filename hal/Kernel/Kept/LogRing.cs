// SPDX-License-Identifier: MIT
// The end of the log's text, also that of the boot before. One writer at a time.
//
// Header: how many bytes were written, and the complement of that. The count stays below twice the ring's size: when the ring is full it
// goes on between one and two times the size, so that it tells both the place and whether there is a whole ring to read.
// A byte is in place before the count says so, and the count before its complement: a complement that is one step behind is a write that
// was cut off there. The byte that is written next is not part of what can be read, or the oldest would be wrong in between.

using System;

namespace Wardstone.Kernel
{
    internal static class LogRing
    {
        private const int Count = KeptLayout.LogHeader;
        private const int Complement = KeptLayout.LogHeader + 4;
        private const uint Size = KeptLayout.LogSize; // a power of two

        /// <summary>Most bytes that can be read.</summary>
        public const int Capacity = KeptLayout.LogSize - 1;

        /// <summary>Bytes that can be read.</summary>
        public static int Length
        {
            get
            {
                var count = KeptMemory.Load(Count);
                return count < Size ? (int)count : Capacity;
            }
        }

        /// <summary>Goes on behind what is there.</summary>
        public static void Open()
        {
            var count = KeptMemory.Load(Count);
            var known = ~KeptMemory.Load(Complement);
            if (count >= 2 * Size || (count != known && count != Next(known)))
            {
                Clear();
            }
            else
            {
                KeptMemory.Store(Complement, ~count);
            }
        }

        /// <summary>Forgets all.</summary>
        public static void Clear()
        {
            KeptMemory.Store(Count, 0);
            KeptMemory.Store(Complement, ~0u);
        }

        /// <summary>Adds bytes; the oldest ones go.</summary>
        public static void Write(SpanByte text)
        {
            var count = KeptMemory.Load(Count);
            KeptMemory.Store(Complement, ~count); // the writer before may have been cut off without a reset
            for (var i = 0; i < text.Length; i++)
            {
                KeptMemory.StoreByte(KeptLayout.Log + (int)(count & (Size - 1)), text[i]);
                count = Next(count);
                KeptMemory.Store(Count, count);
                KeptMemory.Store(Complement, ~count);
            }
        }

        /// <summary>Copies bytes, the oldest being at offset 0.</summary>
        /// <returns>How many; fewer than fit only at the end.</returns>
        public static int Read(int offset, SpanByte buffer)
        {
            var length = Length;
            if (offset < 0 || offset >= length)
            {
                return 0;
            }

            var number = length - offset < buffer.Length ? length - offset : buffer.Length;
            var from = (int)KeptMemory.Load(Count) - length + offset;
            for (var i = 0; i < number; i++)
            {
                buffer[i] = KeptMemory.LoadByte(KeptLayout.Log + ((from + i) & ((int)Size - 1)));
            }

            return number;
        }

        private static uint Next(uint count) => count + 1 == 2 * Size ? Size : count + 1;
    }
}
