// SPDX-License-Identifier: MIT
using Wardstone.Runtime;

namespace Wardstone.Hid;

/// <summary>Bytes in memory as a ROM module, for the firmware's readers.</summary>
internal sealed class BytesRom(byte[] bytes) : IRomSession
{
    public int Length => bytes.Length;

    public SpanByte Bytes(int offset, int count) => new(bytes, offset, count);
}
