// SPDX-License-Identifier: MIT
// A peripheral's registers on the board.

using System;
using System.Runtime.CompilerServices;

namespace Wardstone.Controllers
{
    /// <summary>A block of 32-bit registers. Each access in the source is one access on the bus, in order.</summary>
    public readonly unsafe struct Registers
    {
        private readonly byte* _block;

        /// <param name="address">Where the block starts.</param>
        public Registers(uint address) => _block = (byte*)address;

        /// <param name="offset">From the block's start in bytes, a multiple of four.</param>
        public uint this[int offset]
        {
            get => Load(_block + offset);

            [MethodImpl((MethodImplOptions)256)]
            set => *(uint*)(_block + offset) = value;
        }

        /// <summary>Gives the bits of <paramref name="mask"/> new values in one piece: others have theirs in the same register.</summary>
        public void Change(int offset, uint mask, uint value)
        {
            var held = CortexM.Interrupts.Disable();
            this[offset] = (this[offset] & ~mask) | value;
            CortexM.Interrupts.Restore(held);
        }

        /// <summary>Two stores that nothing comes between, not even the end of the thread: a key.</summary>
        public void StorePair(int offset, uint first, uint second)
        {
            var held = CortexM.Interrupts.Disable();
            this[offset] = first;
            this[offset] = second;
            CortexM.Interrupts.Restore(held);
        }

        /// <summary>Writes eight bits and no more, where that differs from a word: a data register that is a queue of bytes.</summary>
        /// <param name="offset">From the block's start in bytes.</param>
        /// <param name="value">The byte.</param>
        public void StoreByte(int offset, byte value) => _block[offset] = value;

        /// <summary>Reads eight bits and no more.</summary>
        /// <param name="offset">From the block's start in bytes.</param>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public byte LoadByte(int offset) => _block[offset];

        /// <summary>
        /// Stores <paramref name="data"/> at the block's start, least significant byte first and in whole words: bus bridges do
        /// not all pass single bytes. The last word is filled up with zeros.
        /// </summary>
        public void Store(SpanByte data)
        {
            var register = (uint*)_block;
            for (; data.Length >= 4; data = data.Slice(4))
            {
                *register++ = *(uint*)data.Address; // ARMv7-M loads and stores unaligned words of memory
            }

            uint rest = 0;
            for (var i = data.Length - 1; i >= 0; i--)
            {
                rest = (rest << 8) | data[i];
            }

            if (!data.IsEmpty)
            {
                *register = rest;
            }
        }

        /// <summary>Reads what <see cref="Store"/> would have stored.</summary>
        public void Load(SpanByte data)
        {
            var register = _block;
            for (; data.Length >= 4; data = data.Slice(4), register += 4)
            {
                *(uint*)data.Address = Load(register);
            }

            var rest = data.IsEmpty ? 0 : Load(register);
            for (var i = 0; i < data.Length; i++, rest >>= 8)
            {
                data[i] = (byte)rest;
            }
        }

        // A call, because C# without volatile has no other way to keep the compiler from taking an earlier value or leaving out a
        // read whose result is not used. It never leaves out or moves a store.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static uint Load(byte* register) => *(uint*)register;
    }
}
