// SPDX-License-Identifier: MIT
using System;

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

        /// <summary>A view of a part, not a copy; never written to.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The part is not within it.</exception>
        public SpanByte Bytes(int offset, int count) =>
            (uint)offset <= (uint)Length && (uint)count <= (uint)(Length - offset)
                ? new SpanByte(_start + offset, count)
                : throw new ArgumentOutOfRangeException();
    }
}
