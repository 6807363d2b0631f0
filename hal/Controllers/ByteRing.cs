// SPDX-License-Identifier: MIT
// A queue of bytes between one thread and one interrupt handler. No lock: each index is moved by one side only, after
// the bytes it speaks of are in place. What the thread calls is not inlined, so that it looks at memory each time.

using System;
using System.Runtime.CompilerServices;

namespace Wardstone.Controllers
{
    /// <summary>A ring with one side that puts and one that takes.</summary>
    public sealed class ByteRing : IByteQueue
    {
        private readonly byte[] _bytes;
        private int _put; // how many bytes were put ever, and taken ever; the difference is what is in the ring
        private int _taken;

        /// <param name="size">A power of two.</param>
        /// <exception cref="ArgumentException">It is not.</exception>
        public ByteRing(int size)
        {
            if (size <= 0 || (size & (size - 1)) != 0)
            {
                throw new ArgumentException("The size of a ring is a power of two.");
            }

            _bytes = new byte[size];
        }

        /// <summary>How many bytes are in the ring.</summary>
        public int Count
        {
            [MethodImpl(MethodImplOptions.NoInlining)]
            get => _put - _taken;
        }

        /// <summary>Drops what is in the ring. While the side that takes does not run; what is being put meanwhile stays.</summary>
        public void Clear() => _taken = _put;

        public bool IsEmpty => Count == 0;

        public bool IsFull => Count == _bytes.Length;

        /// <summary>Puts one byte into a ring that is not full.</summary>
        public void Put(byte value)
        {
            var put = _put;
            _bytes[put & (_bytes.Length - 1)] = value;
            _put = put + 1;
        }

        /// <summary>Puts as many of the bytes as there is room for, and says how many.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public int Put(SpanByte data)
        {
            var put = _put;
            var room = _bytes.Length - (put - _taken);
            var count = data.Length < room ? data.Length : room;
            for (var i = 0; i < count; i++)
            {
                _bytes[(put + i) & (_bytes.Length - 1)] = data[i];
            }

            _put = put + count;
            return count;
        }

        /// <summary>Takes one byte from a ring that is not empty.</summary>
        public byte Take()
        {
            var taken = _taken;
            var value = _bytes[taken & (_bytes.Length - 1)];
            _taken = taken + 1;
            return value;
        }

        /// <summary>Takes as many bytes as there are and fit, and says how many.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public int Take(SpanByte buffer)
        {
            var taken = _taken;
            var present = _put - taken;
            var count = buffer.Length < present ? buffer.Length : present;
            for (var i = 0; i < count; i++)
            {
                buffer[i] = _bytes[(taken + i) & (_bytes.Length - 1)];
            }

            _taken = taken + count;
            return count;
        }
    }
}
