// SPDX-License-Identifier: MIT
// What is longer than a message comes in parts, each with the version of the whole (host/PROTOCOL.md). Parts of two versions are
// never joined, and what the board says of lengths is not believed beyond a bound.

using System.Text;

namespace Wardstone.Link;

internal static class PartReader
{
    /// <summary>How many versions are begun at most.</summary>
    public const int Attempts = 5;

    private const int PartSize = 1024;

    /// <summary>Reads the whole.</summary>
    /// <param name="command">Log or Report.</param>
    /// <param name="name">Of the report.</param>
    /// <param name="most">Longest whole that is taken.</param>
    /// <param name="progress">Gets the bytes read so far and the bytes in all.</param>
    /// <returns>Its bytes and version; null if it changed each time while it was read.</returns>
    /// <exception cref="LinkException">An answer is malformed.</exception>
    public static (byte[] Bytes, uint Version)? Read(
        LinkClient board, LinkCommand command, string name, int most, Action<int, int>? progress, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (ReadOneVersion(board, command, name, most, progress, cancellation) is { } whole)
            {
                return whole;
            }
        }

        return null;
    }

    private static (byte[] Bytes, uint Version)? ReadOneVersion(
        LinkClient board, LinkCommand command, string name, int most, Action<int, int>? progress, CancellationToken cancellation)
    {
        var bytes = new MemoryStream();
        uint? version = null;
        while (true)
        {
            var part = board.Request(command, Payload((uint)bytes.Length, name), cancellation);
            if (part.Length < LinkProtocol.PartHeaderSize || BigEndian.GetU32(part, 8) != bytes.Length)
            {
                throw LinkException.Malformed(command);
            }

            version ??= BigEndian.GetU32(part, 0);
            if (BigEndian.GetU32(part, 0) != version)
            {
                return null;
            }

            bytes.Write(part, LinkProtocol.PartHeaderSize, part.Length - LinkProtocol.PartHeaderSize);
            var total = BigEndian.GetU32(part, 4);
            if (total > most || bytes.Length > total)
            {
                throw LinkException.Malformed(command);
            }

            progress?.Invoke((int)bytes.Length, (int)total);
            if (bytes.Length == total)
            {
                return (bytes.ToArray(), version.Value);
            }

            if (part.Length == LinkProtocol.PartHeaderSize)
            {
                throw LinkException.Malformed(command);
            }
        }
    }

    private static byte[] Payload(uint offset, string name)
    {
        var payload = new byte[LinkProtocol.PartRequestSize + name.Length];
        BigEndian.PutU32(payload, 0, offset);
        BigEndian.PutU16(payload, 4, PartSize);
        Encoding.ASCII.GetBytes(name).CopyTo(payload, LinkProtocol.PartRequestSize);
        return payload;
    }
}
