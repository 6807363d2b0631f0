// SPDX-License-Identifier: MIT
// Integers as the link carries them: most significant byte first, as in MCTP and in the TPM's own structures.

using System;
using System.Runtime.CompilerServices;

namespace Wardstone.Link
{
    /// <summary>Reads and writes big-endian integers at an offset of a view.</summary>
    public static class BigEndian
    {
        [MethodImpl((MethodImplOptions)256)]
        public static ushort GetU16(SpanByte from, int offset) => (ushort)((from[offset] << 8) | from[offset + 1]);

        [MethodImpl((MethodImplOptions)256)]
        public static uint GetU32(SpanByte from, int offset) =>
            ((uint)GetU16(from, offset) << 16) | GetU16(from, offset + 2);

        [MethodImpl((MethodImplOptions)256)]
        public static void PutU16(SpanByte to, int offset, int value)
        {
            to[offset] = (byte)(value >> 8);
            to[offset + 1] = (byte)value;
        }

        [MethodImpl((MethodImplOptions)256)]
        public static void PutU32(SpanByte to, int offset, uint value)
        {
            PutU16(to, offset, (int)(value >> 16));
            PutU16(to, offset + 2, (int)(value & 0xFFFF));
        }
    }
}
