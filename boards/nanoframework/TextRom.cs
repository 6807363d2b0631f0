// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.NanoFramework
{
    /// <summary>A text of the program, in ASCII, as a ROM session.</summary>
    internal sealed class TextRom : IRomSession
    {
        private readonly byte[] _bytes;

        public TextRom(string text)
        {
            _bytes = new byte[text.Length];
            for (int i = 0; i < text.Length; i++)
            {
                _bytes[i] = (byte)text[i];
            }
        }

        public TextRom(byte[] bytes) => _bytes = bytes;

        /// <inheritdoc/>
        public int Length => _bytes.Length;

        /// <inheritdoc/>
        public SpanByte Bytes(int offset, int count) => new SpanByte(_bytes, offset, count);
    }
}
