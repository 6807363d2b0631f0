// SPDX-License-Identifier: MIT
// The memory that a reset leaves alone, on .NET: a reset is an exception out of any one store, before or after it took place.

using System;

namespace Wardstone.Kernel
{
    /// <summary>The reset that was planned.</summary>
    internal sealed class ResetException : Exception
    {
    }

    internal static class KeptMemory
    {
        private static readonly byte[] Memory = new byte[KeptLayout.Size];

        /// <summary>How many stores take place before the next reset; -1 for no reset.</summary>
        public static int StoresUntilReset { get; set; } = -1;

        /// <summary>All of it, to fill it with noise.</summary>
        public static Span<byte> Bytes => Memory;

        public static uint Load(int offset) => BitConverter.ToUInt32(Memory, offset);

        public static byte LoadByte(int offset) => Memory[offset];

        public static void Store(int offset, uint value)
        {
            CountDown();
            BitConverter.TryWriteBytes(Memory.AsSpan(offset), value);
        }

        public static void StoreByte(int offset, byte value)
        {
            CountDown();
            Memory[offset] = value;
        }

        public static uint BuildId(int word) => 0xB1D00000 + (uint)word;

        private static void CountDown()
        {
            if (StoresUntilReset == 0)
            {
                StoresUntilReset = -1;
                throw new ResetException();
            }

            StoresUntilReset -= StoresUntilReset > 0 ? 1 : 0;
        }
    }
}
