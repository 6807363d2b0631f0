// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable
{
    /// <summary>A ROM session over bytes in memory.</summary>
    public sealed class TextRom : IRomSession
    {
        private readonly byte[] _bytes;

        public TextRom(byte[] bytes)
        {
            _bytes = bytes;
        }

        /// <summary>A module of the low bytes of the characters of <paramref name="text"/>.</summary>
        public TextRom(string text)
        {
            _bytes = new byte[text.Length];
            for (int i = 0; i < text.Length; i++)
            {
                _bytes[i] = (byte)text[i];
            }
        }

        public int Length => _bytes.Length;

        public SpanByte Bytes(int offset, int count) => new SpanByte(_bytes, offset, count);
    }
}
