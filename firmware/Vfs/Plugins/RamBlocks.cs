// SPDX-License-Identifier: MIT
// The memory of a ram directory, in blocks that are lent to its files, so that one large file can have what many small ones could.
// A file is a chain of blocks. A block that nobody has is all zeros: what a file held is wiped when it is given up.

using System;

namespace Wardstone.Vfs
{
    internal sealed class RamBlocks
    {
        /// <summary>Bytes of a block.</summary>
        public const int Size = 64;

        /// <summary>Where a chain ends.</summary>
        public const int None = -1;

        private readonly byte[] _bytes;
        private readonly short[] _next;
        private int _free;

        /// <param name="count">How many there are.</param>
        public RamBlocks(int count)
        {
            _bytes = new byte[count * Size];
            _next = new short[count];
            for (int i = 0; i < count; i++)
            {
                _next[i] = (short)(i + 1 < count ? i + 1 : None);
            }

            FreeCount = count;
        }

        /// <summary>How many nobody has.</summary>
        public int FreeCount { get; private set; }

        /// <summary>The block after another one; None after the last.</summary>
        public int After(int block) => _next[block];

        /// <summary>A part of a block.</summary>
        public SpanByte Bytes(int block, int offset, int count) => new SpanByte(_bytes, (block * Size) + offset, count);

        /// <summary>Lends a block. There must be a free one.</summary>
        /// <param name="last">The end of the chain that it continues; None if it begins one.</param>
        public int Take(int last)
        {
            int block = _free;
            _free = _next[block];
            _next[block] = None;
            FreeCount--;
            if (last != None)
            {
                _next[last] = (short)block;
            }

            return block;
        }

        /// <summary>Takes back a chain.</summary>
        public void GiveBack(int first)
        {
            for (int block = first; block != None;)
            {
                int next = _next[block];
                Array.Clear(_bytes, block * Size, Size);
                _next[block] = (short)_free;
                _free = block;
                FreeCount++;
                block = next;
            }
        }
    }
}
