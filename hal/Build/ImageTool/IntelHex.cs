// SPDX-License-Identifier: MIT
// Intel HEX, for flashing tools: 16 data bytes a record, an extended linear address record at the start of each segment and at
// each 64 KiB.
using System.Globalization;
using System.Text;

namespace Wardstone.ImageTool;

internal static class IntelHex
{
    public static string Text(ElfSegment[] segments)
    {
        var text = new StringBuilder();
        foreach (var segment in segments)
        {
            for (uint at = 0; at < segment.Data.Length; at += 16)
            {
                var address = segment.LoadAddress + at;
                if (at == 0 || (address & 0xffff) < 16)
                {
                    Record(0, 4, [(byte)(address >> 24), (byte)(address >> 16)]);
                }

                Record((ushort)address, 0, segment.Data.AsSpan((int)at, Math.Min(16, segment.Data.Length - (int)at)));
            }
        }

        Record(0, 1, []);
        return text.ToString();

        void Record(ushort offset, byte type, ReadOnlySpan<byte> bytes)
        {
            byte[] record = [(byte)bytes.Length, (byte)(offset >> 8), (byte)offset, type, .. bytes];
            var checksum = (byte)-record.Sum(b => b);
            text.Append(CultureInfo.InvariantCulture, $":{Convert.ToHexString(record)}{checksum:X2}\n");
        }
    }
}
