// SPDX-License-Identifier: MIT
using System;
using Wardstone.Controllers;
using Wardstone.Runtime;

namespace Wardstone.Boards
{
    /// <summary>A part of the board's memory as a ROM session.</summary>
    public sealed class MemoryRom : IRomSession
    {
        private readonly MemoryView _memory;

        public MemoryRom(MemoryView memory) => _memory = memory;

        /// <inheritdoc/>
        public int Length => _memory.Length;

        /// <inheritdoc/>
        public SpanByte Bytes(int offset, int count) => _memory.Bytes(offset, count);
    }
}
