// SPDX-License-Identifier: MIT
// nanoFramework's System.SpanByte for .NET: a view of bytes that someone else owns. It is a ref struct, so it
// cannot be kept. Elements are read and set by value.

namespace System
{
    /// <summary>A borrowed view of bytes.</summary>
    public readonly ref struct SpanByte
    {
        private readonly Span<byte> _span;

        private SpanByte(Span<byte> span) => _span = span;

        /// <summary>All of <paramref name="array"/>; null gives an empty view.</summary>
        public SpanByte(byte[] array) => _span = array;

        /// <summary>A part of <paramref name="array"/>.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The part is not within the array.</exception>
        public SpanByte(byte[] array, int start, int length) => _span = new Span<byte>(array, start, length);

        public static SpanByte Empty => default;

        public int Length => _span.Length;

        public bool IsEmpty => _span.IsEmpty;

        /// <exception cref="IndexOutOfRangeException">The index is not within the view.</exception>
        public byte this[int index]
        {
            get => _span[index];
            set => _span[index] = value;
        }

        /// <exception cref="ArgumentException">The destination is shorter.</exception>
        public void CopyTo(SpanByte destination) => _span.CopyTo(destination._span);

        /// <exception cref="ArgumentOutOfRangeException">The part is not within the view.</exception>
        public SpanByte Slice(int start) => new SpanByte(_span.Slice(start));

        /// <exception cref="ArgumentOutOfRangeException">The part is not within the view.</exception>
        public SpanByte Slice(int start, int length) => new SpanByte(_span.Slice(start, length));

        public byte[] ToArray() => _span.ToArray();

        public static implicit operator SpanByte(byte[] array) => new SpanByte(array);
    }
}
