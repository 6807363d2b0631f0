// SPDX-License-Identifier: MIT
// A ring of bytes in memory for DMA: a thread on one side, on the other an interrupt handler, whose stream fills or empties a part
// of the ring that lies in one piece. No lock: each index is moved by one side only, as in ByteRing.

using System;
using System.Runtime.CompilerServices;
using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <summary>A ring with one side that puts and one that takes.</summary>
    internal sealed class DmaRing : IByteQueue
    {
        private readonly DmaBuffer _buffer;
        private int _put; // how many bytes were put ever, and taken ever; the difference is what is in the ring
        private int _taken;

        /// <param name="size">A power of two.</param>
        /// <exception cref="ArgumentException">It is not.</exception>
        public DmaRing(int size)
        {
            if (size <= 0 || (size & (size - 1)) != 0)
            {
                throw new ArgumentException("The size of a ring is a power of two.");
            }

            _buffer = new DmaBuffer(size);
        }

        /// <summary>How many bytes are in the ring.</summary>
        public int Count
        {
            [MethodImpl(MethodImplOptions.NoInlining)]
            get => _put - _taken;
        }

        public bool IsEmpty => Count == 0;

        public bool IsFull => Count == _buffer.Length;

        /// <summary>Where the next byte will be put.</summary>
        public uint PutAddress => _buffer.Address + (uint)Place(_put);

        /// <summary>How many bytes there is room for from there in one piece.</summary>
        public int Room
        {
            get
            {
                var free = _buffer.Length - Count;
                var piece = _buffer.Length - Place(_put);
                return free < piece ? free : piece;
            }
        }

        /// <summary>Where the next byte to take is.</summary>
        public uint TakeAddress => _buffer.Address + (uint)Place(_taken);

        /// <summary>How many bytes can be taken from there in one piece.</summary>
        public int Piece
        {
            get
            {
                var present = Count;
                var piece = _buffer.Length - Place(_taken);
                return present < piece ? present : piece;
            }
        }

        /// <summary>Drops what is in the ring, and so many bytes after it. While neither side puts or takes.</summary>
        public void Clear(int beyond = 0)
        {
            _put += beyond;
            _taken = _put;
        }

        /// <summary>So many bytes were put by a stream, where there was room.</summary>
        public void Filled(int count) => _put += count;

        /// <summary>So many bytes were taken by a stream.</summary>
        public void Emptied(int count) => _taken += count;

        /// <summary>Puts one byte into a ring that is not full.</summary>
        public void Put(byte value)
        {
            var to = _buffer.Bytes(Place(_put), 1);
            to[0] = value;
            _put++;
        }

        /// <summary>Puts as many of the bytes as there is room for, and says how many.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public int Put(SpanByte data)
        {
            var total = 0;
            while (!data.IsEmpty)
            {
                var room = Room;
                if (room == 0)
                {
                    break;
                }

                var count = data.Length < room ? data.Length : room;
                data.Slice(0, count).CopyTo(_buffer.Bytes(Place(_put), count));
                _put += count;
                total += count;
                data = data.Slice(count);
            }

            return total;
        }

        /// <summary>Takes as many bytes as there are and fit, and says how many.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public int Take(SpanByte buffer)
        {
            var total = 0;
            while (!buffer.IsEmpty)
            {
                // With nothing to take the index is left alone: the other side may clear an empty ring meanwhile.
                var piece = Piece;
                if (piece == 0)
                {
                    break;
                }

                var count = buffer.Length < piece ? buffer.Length : piece;
                _buffer.Bytes(Place(_taken), count).CopyTo(buffer);
                _taken += count;
                total += count;
                buffer = buffer.Slice(count);
            }

            return total;
        }

        private int Place(int index) => index & (_buffer.Length - 1);
    }
}
