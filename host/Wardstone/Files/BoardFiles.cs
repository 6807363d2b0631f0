// SPDX-License-Identifier: MIT
// The files of a board over its link (host/PROTOCOL.md, "Files"). Nothing stays open on the board between two calls. What it says of
// lengths and names is checked before it is used.

using System.Text;
using Wardstone.Link;
using Wardstone.Runtime;

namespace Wardstone.Files;

/// <summary>Reads and writes a board's files, as far as its policy allows it to its host.</summary>
public sealed class BoardFiles(LinkClient board, CancellationToken cancellation = default)
{
    /// <summary>Longest file that is read or written, in bytes: more than a board has memory.</summary>
    public const int MaxSize = 16 * 1024 * 1024;

    private const int MaxEntries = 10_000;

    /// <summary>What is at a path.</summary>
    /// <exception cref="FileRefusedException">Nothing, or nothing that the host may know of; so for all calls.</exception>
    public BoardFile Stat(string path)
    {
        var status = Ask(path, () => board.Request(LinkCommand.Stat, Encode(path), cancellation));
        return BoardFile.Read(path, status) ?? throw LinkException.Malformed(LinkCommand.Stat);
    }

    /// <summary>The entries of a directory, as they were at one moment.</summary>
    public IReadOnlyList<BoardFile> List(string path)
    {
        var request = new PartRequest(LinkCommand.List, Checked(path), MaxEntries)
        {
            Count = part => BoardFile.ReadEntries(part)?.Count ?? -1,
        };
        return BoardFile.ReadEntries(ReadParts(path, request))!;
    }

    /// <summary>A continuous file, as it was at one moment.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">Bytes that are wanted at most.</param>
    /// <param name="progress">Gets the bytes read so far and the bytes in all.</param>
    public byte[] Read(string path, int most = MaxSize, Action<int, int>? progress = null)
    {
        var request = new PartRequest(LinkCommand.Read, Checked(path), MaxSize) { Wanted = most, Progress = progress };
        var bytes = ReadParts(path, request);
        return bytes.Length > most ? bytes[..most] : bytes;
    }

    /// <summary>What a stream has now: one read of its device.</summary>
    /// <param name="path">The stream.</param>
    /// <param name="most">Bytes that are taken at most.</param>
    /// <returns>Perhaps nothing.</returns>
    public byte[] ReadStream(string path, int most = int.MaxValue) => Ask(path, () =>
    {
        var payload = new byte[LinkProtocol.PartRequestSize + path.Length];
        most = Math.Min(most, LinkProtocol.MaxPayload - LinkProtocol.PartHeaderSize);
        BigEndian.PutU16(payload, 4, most);
        Encode(path).CopyTo(payload, LinkProtocol.PartRequestSize);
        var response = board.Request(LinkCommand.Read, payload, cancellation);
        var count = response.Length - LinkProtocol.PartHeaderSize;
        return count >= 0 && count <= most && BigEndian.GetU32(response, 4) == count
            ? response[LinkProtocol.PartHeaderSize..]
            : throw LinkException.Malformed(LinkCommand.Read);
    });

    /// <summary>Writes into a continuous file or a stream, in as many requests as it takes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">Of a continuous file: where the bytes go.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="mode">Create and Truncate, for before the first byte.</param>
    /// <param name="progress">Gets the bytes written so far and the bytes in all.</param>
    /// <exception cref="FileRefusedException">Of all of them; those before may have been written.</exception>
    public void Write(string path, int offset, byte[] bytes, OpenMode mode = 0, Action<int, int>? progress = null)
    {
        var flags = ((mode & OpenMode.Create) != 0 ? LinkProtocol.WriteCreate : 0)
            | ((mode & OpenMode.Truncate) != 0 ? LinkProtocol.WriteTruncate : 0);
        var written = 0;
        do
        {
            var room = LinkProtocol.SafeMessage - LinkProtocol.HeaderSize - LinkProtocol.WriteRequestSize - path.Length;
            var part = bytes.AsSpan(written, Math.Min(room, bytes.Length - written));
            var count = WritePart(path, offset + written, written == 0 ? flags : 0, part);
            written += count;
            progress?.Invoke(written, bytes.Length);
            if (count == 0 && written < bytes.Length)
            {
                throw new FileRefusedException(path, LinkCommand.Write, LinkStatus.NoSpace, "");
            }
        }
        while (written < bytes.Length);
    }

    /// <summary>Longest request that <see cref="Transfer"/> can send to a file.</summary>
    public static int MaxRequest(string path) => LinkProtocol.MaxPayload - LinkProtocol.TransferRequestSize - path.Length;

    /// <summary>Sends a request to a transactional file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="request">At most <see cref="MaxRequest"/> bytes.</param>
    /// <param name="timeout">How long the device may take for its response.</param>
    /// <returns>The response.</returns>
    public byte[] Transfer(string path, byte[] request, TimeSpan timeout)
    {
        var milliseconds = (int)Math.Min(timeout.TotalMilliseconds, LinkProtocol.MaxTransferMs);
        var payload = new byte[LinkProtocol.TransferRequestSize + Checked(path).Length + request.Length];
        BigEndian.PutU32(payload, 0, (uint)milliseconds);
        PutPath(payload, LinkProtocol.TransferRequestSize, path, request);
        var response = Ask(path, () => board.Request(LinkCommand.Transfer, payload, cancellation, TimeSpan.FromMilliseconds(milliseconds)));
        return response.Length >= LinkProtocol.TransferHeaderSize
            && response.Length == LinkProtocol.TransferHeaderSize + BigEndian.GetU16(response, 0)
            ? response[LinkProtocol.TransferHeaderSize..]
            : throw LinkException.Malformed(LinkCommand.Transfer);
    }

    private int WritePart(string path, int offset, int flags, ReadOnlySpan<byte> bytes)
    {
        var payload = new byte[LinkProtocol.WriteRequestSize + Checked(path).Length + bytes.Length];
        BigEndian.PutU32(payload, 0, (uint)offset);
        payload[4] = (byte)flags;
        PutPath(payload, LinkProtocol.WriteRequestSize, path, bytes);
        var response = Ask(path, () => board.Request(LinkCommand.Write, payload, cancellation));
        return response.Length >= 4 && BigEndian.GetU32(response, 0) <= bytes.Length
            ? (int)BigEndian.GetU32(response, 0)
            : throw LinkException.Malformed(LinkCommand.Write);
    }

    private static void PutPath(byte[] payload, int offset, string path, ReadOnlySpan<byte> bytes)
    {
        payload[offset - 3] = (byte)path.Length;
        BigEndian.PutU16(payload, offset - 2, bytes.Length);
        Encode(path).CopyTo(payload, offset);
        bytes.CopyTo(payload.AsSpan(offset + path.Length));
    }

    private byte[] ReadParts(string path, PartRequest request) => Ask(path, () => PartReader.Read(board, request, cancellation))?.Bytes
        ?? throw new LinkException($"{path}: it changed {PartReader.Attempts} times while it was read");

    private static T Ask<T>(string path, Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (BoardRefusedException e) when (FileRefusedException.IsAboutFile(e.Status))
        {
            throw new FileRefusedException(path, e.Command, e.Status, e.Reason);
        }
    }

    private static byte[] Encode(string path) => Encoding.ASCII.GetBytes(Checked(path));

    private static string Checked(string path) =>
        BoardFile.IsPath(path) ? path : throw new ArgumentException($"'{path}' is no path on a board", nameof(path));
}
