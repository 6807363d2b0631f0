// SPDX-License-Identifier: MIT
// The data of the event that is measured next, put together field by field. The plan bounds every field; what is longer throws.

using System;

namespace Wardstone.MeasuredBoot
{
    /// <summary>The data of one event at a time.</summary>
    internal sealed class EventData
    {
        private readonly byte[] _bytes;
        private int _length;

        /// <param name="capacity">Most bytes of an event's data.</param>
        public EventData(int capacity)
        {
            _bytes = new byte[capacity];
        }

        /// <summary>What has been put since Begin.</summary>
        public SpanByte Bytes => new SpanByte(_bytes, 0, _length);

        /// <summary>Starts the next event's.</summary>
        public void Begin() => _length = 0;

        public void PutU8(int value)
        {
            _bytes[_length] = (byte)value;
            _length++;
        }

        /// <summary>Little-endian, as all numbers of the log.</summary>
        public void PutU32(uint value)
        {
            for (int i = 0; i < sizeof(uint); i++)
            {
                PutU8((byte)(value >> (8 * i)));
            }
        }

        /// <summary>Text of one byte a character, such as ASCII.</summary>
        public void PutText(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                PutU8((byte)text[i]);
            }
        }

        /// <summary>The same in a field of a fixed size, padded with NUL.</summary>
        public void PutText(string text, int size)
        {
            PutText(text);
            for (int i = text.Length; i < size; i++)
            {
                PutU8(0);
            }
        }

        public void PutBytes(SpanByte bytes)
        {
            bytes.CopyTo(new SpanByte(_bytes, _length, bytes.Length));
            _length += bytes.Length;
        }
    }
}
