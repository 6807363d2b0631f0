// SPDX-License-Identifier: MIT
// Memory for DMA, on .NET: arrays at addresses that a model of a DMA controller finds again. Each test thread has its own.

using System;
using System.Collections.Generic;

namespace Wardstone.Controllers
{
    /// <summary>Bytes that a DMA controller reads or writes while the program runs.</summary>
    public sealed class DmaBuffer
    {
        private const uint First = 0x2000_0000;
        private const uint Step = 0x1_0000; // apart, so that a transfer beyond the end of one is in none

        [ThreadStatic]
        private static List<DmaBuffer> _all;

        private readonly byte[] _bytes;

        /// <param name="length">Bytes.</param>
        public DmaBuffer(int length)
        {
            _bytes = new byte[length];
            _all ??= new();
            Address = First + ((uint)_all.Count * Step);
            _all.Add(this);
        }

        /// <summary>Its size in bytes.</summary>
        public int Length => _bytes.Length;

        /// <summary>What the DMA controller is told.</summary>
        public uint Address { get; }

        /// <summary>A part of it, to read or write while no transfer uses that part.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The part is not within it.</exception>
        public SpanByte Bytes(int offset, int count) => new SpanByte(_bytes, offset, count);

        /// <summary>Nothing, where memory is one.</summary>
        public static void Synchronize()
        {
        }

        /// <summary>For models: the byte at an address.</summary>
        /// <exception cref="ArgumentException">No buffer is there.</exception>
        public static ref byte At(uint address)
        {
            var index = (int)((address - First) / Step);
            var offset = (int)((address - First) % Step);
            if (address < First || _all == null || index >= _all.Count || offset >= _all[index].Length)
            {
                throw new ArgumentException($"no memory for DMA at 0x{address:x8}");
            }

            return ref _all[index]._bytes[offset];
        }
    }
}
