// SPDX-License-Identifier: MIT
// What is longer than a message comes in parts, each with the version of the whole (host/PROTOCOL.md). Parts of two versions are
// never joined, and what the board says of lengths is not believed beyond a bound.

using System.Text;

namespace Wardstone.Link;

/// <summary>Something that is read in parts.</summary>
/// <param name="Command">Log, Report, List or Read.</param>
/// <param name="Name">Of the report, or the path.</param>
/// <param name="Longest">Longest whole that is taken, in bytes, of a directory in entries.</param>
internal sealed record PartRequest(LinkCommand Command, string Name, int Longest)
{
    /// <summary>How many bytes or entries are wanted, from the first.</summary>
    public int Wanted { get; init; } = int.MaxValue;

    /// <summary>Gets the bytes read so far and the bytes in all.</summary>
    public Action<int, int>? Progress { get; init; }

    /// <summary>Where not bytes are counted: how many there are in a part; negative if that is malformed.</summary>
    public Func<byte[], int> Count { get; init; } = part => part.Length;
}

internal static class PartReader
{
    /// <summary>How many versions are begun at most.</summary>
    public const int Attempts = 5;

    private const int PartSize = LinkProtocol.SafeMessage - LinkProtocol.HeaderSize - LinkProtocol.PartHeaderSize;

    /// <summary>Reads the whole, or as much as is wanted.</summary>
    /// <returns>Its bytes and version; null if it changed each time while it was read.</returns>
    /// <exception cref="LinkException">An answer is malformed.</exception>
    public static (byte[] Bytes, uint Version)? Read(LinkClient board, PartRequest request, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (ReadOneVersion(board, request, cancellation) is { } whole)
            {
                return whole;
            }
        }

        return null;
    }

    private static (byte[] Bytes, uint Version)? ReadOneVersion(LinkClient board, PartRequest request, CancellationToken cancellation)
    {
        var bytes = new MemoryStream();
        var read = 0;
        uint? version = null;
        while (true)
        {
            var response = board.Request(request.Command, Payload((uint)read, request.Name), cancellation);
            if (response.Length < LinkProtocol.PartHeaderSize || BigEndian.GetU32(response, 8) != read)
            {
                throw LinkException.Malformed(request.Command);
            }

            version ??= BigEndian.GetU32(response, 0);
            if (BigEndian.GetU32(response, 0) != version)
            {
                return null;
            }

            var part = response[LinkProtocol.PartHeaderSize..];
            var count = request.Count(part);
            var total = BigEndian.GetU32(response, 4);
            if (count < 0 || total > request.Longest || read + count > total)
            {
                throw LinkException.Malformed(request.Command);
            }

            bytes.Write(part);
            read += count;
            request.Progress?.Invoke(read, (int)total);
            if (read == total || read >= request.Wanted)
            {
                return (bytes.ToArray(), version.Value);
            }

            if (count == 0)
            {
                throw LinkException.Malformed(request.Command);
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
