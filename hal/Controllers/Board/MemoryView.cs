// SPDX-License-Identifier: MIT
using System;
using Wardstone.CortexM;

namespace Wardstone.Controllers
{
    /// <summary>A part of the board's memory that is no array, and that does not change.</summary>
    public sealed unsafe class MemoryView
    {
        private readonly byte* _start;

        /// <param name="address">Where it starts.</param>
        /// <param name="length">Its size in bytes.</param>
        public MemoryView(uint address, int length)
        {
            _start = (byte*)address;
            Length = length;
        }

        /// <summary>Its size in bytes.</summary>
        public int Length { get; }

        /// <summary>A view of a part; never written to. It is the memory itself, but for what the null guard covers: nobody can
        /// look at that through a view, so it is copied.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The part is not within it.</exception>
        public SpanByte Bytes(int offset, int count)
        {
            if ((uint)offset > (uint)Length || (uint)count > (uint)(Length - offset))
            {
                throw new ArgumentOutOfRangeException();
            }

            var start = _start + offset;
            if ((uint)start >= Mpu.NullGuardSize)
            {
                return new SpanByte(start, count);
            }

            SpanByte copy = new byte[count];
            Mpu.CopyGuarded(start, copy.Address, count);
            return copy;
        }
    }
}
