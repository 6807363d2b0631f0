// SPDX-License-Identifier: MIT
// A borrowed view of bytes. As a ref struct it cannot be kept, which is what sessions and buses rely on.

using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;

namespace System
{
    /// <summary>A borrowed view of bytes.</summary>
    public readonly unsafe ref struct SpanByte
    {
        // A pointer where .NET has a reference: nothing moves, and the collector takes any address within an object for a reference to it.
        private readonly byte* _start;
        private readonly int _length;

        /// <summary>All of <paramref name="array"/>; null gives an empty view.</summary>
        [MethodImpl((MethodImplOptions)256)]
        public SpanByte(byte[] array)
        {
            _start = Array.First(array);
            _length = array == null ? 0 : array.Length;
        }

        /// <summary>A part of <paramref name="array"/>.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The part is not within the array.</exception>
        [MethodImpl((MethodImplOptions)256)]
        public SpanByte(byte[] array, int start, int length)
        {
            if (array == null)
            {
                if ((start | length) != 0)
                {
                    ThrowHelpers.ThrowArgumentOutOfRangeException();
                }

                _start = null;
                _length = 0;
                return;
            }

            if ((uint)start > (uint)array.Length || (uint)length > (uint)(array.Length - start))
            {
                ThrowHelpers.ThrowArgumentOutOfRangeException();
            }

            _start = Array.First(array) + start;
            _length = length;
        }

        /// <summary>A view of memory that is no array: a ROM module, a register window.</summary>
        [MethodImpl((MethodImplOptions)256)]
        internal SpanByte(byte* start, int length)
        {
            _start = start;
            _length = length;
        }

        /// <summary>Where the bytes are, for drivers that hand them to hardware. They stay there as long as the owner keeps them.</summary>
        internal byte* Address => _start;

        public static SpanByte Empty => default;

        public int Length
        {
            [MethodImpl((MethodImplOptions)256)]
            get => _length;
        }

        public bool IsEmpty
        {
            [MethodImpl((MethodImplOptions)256)]
            get => _length == 0;
        }

        /// <exception cref="IndexOutOfRangeException">The index is not within the view.</exception>
        public byte this[int index]
        {
            [MethodImpl((MethodImplOptions)256)]
            get
            {
                if ((uint)index >= (uint)_length)
                {
                    ThrowHelpers.ThrowIndexOutOfRangeException();
                }

                return _start[index];
            }

            [MethodImpl((MethodImplOptions)256)]
            set
            {
                if ((uint)index >= (uint)_length)
                {
                    ThrowHelpers.ThrowIndexOutOfRangeException();
                }

                _start[index] = value;
            }
        }

        /// <summary>The two may overlap.</summary>
        /// <exception cref="ArgumentException">The destination is shorter.</exception>
        public void CopyTo(SpanByte destination)
        {
            if (Length > destination.Length)
            {
                ThrowHelpers.ThrowArgumentException();
            }

            SpanHelpers.Memmove(ref *destination._start, ref *_start, (nuint)_length);
        }

        /// <exception cref="ArgumentOutOfRangeException">The part is not within the view.</exception>
        [MethodImpl((MethodImplOptions)256)]
        public SpanByte Slice(int start)
        {
            if ((uint)start > (uint)_length)
            {
                ThrowHelpers.ThrowArgumentOutOfRangeException();
            }

            return new SpanByte(_start + start, _length - start);
        }

        /// <exception cref="ArgumentOutOfRangeException">The part is not within the view.</exception>
        [MethodImpl((MethodImplOptions)256)]
        public SpanByte Slice(int start, int length)
        {
            if ((uint)start > (uint)_length || (uint)length > (uint)(_length - start))
            {
                ThrowHelpers.ThrowArgumentOutOfRangeException();
            }

            return new SpanByte(_start + start, length);
        }

        public byte[] ToArray()
        {
            byte[] array = new byte[Length];
            CopyTo(array);
            return array;
        }

        [MethodImpl((MethodImplOptions)256)]
        public static implicit operator SpanByte(byte[] array) => new SpanByte(array);
    }
}
