// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.NanoFramework
{
    /// <summary>A text of the program, in ASCII, as a ROM session.</summary>
    internal sealed class TextRom : IRomSession
    {
        private readonly byte[] _bytes;

        // nanoFramework finds a character of a string by counting from its start, so it is asked for all at once.
        public TextRom(string text)
        {
            char[] characters = text.ToCharArray();
            _bytes = new byte[characters.Length];
            for (int i = 0; i < characters.Length; i++)
            {
                _bytes[i] = (byte)characters[i];
            }
        }

        public TextRom(byte[] bytes) => _bytes = bytes;

        /// <inheritdoc/>
        public int Length => _bytes.Length;

        /// <inheritdoc/>
        public SpanByte Bytes(int offset, int count) => new SpanByte(_bytes, offset, count);
    }
}
