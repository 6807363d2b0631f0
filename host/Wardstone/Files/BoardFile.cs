// SPDX-License-Identifier: MIT
using System.Text;
using Wardstone.Link;
using Wardstone.Runtime;

namespace Wardstone.Files;

/// <summary>A file of a board, as its host sees it.</summary>
/// <param name="Name">In its directory; of a Stat, the path.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsReadable">Whether the board's policy allows its host to read it.</param>
/// <param name="IsWritable">Likewise, to write it.</param>
/// <param name="Size">Bytes of a continuous file, entries of a directory; 0 else.</param>
/// <param name="Version">Another one after each change, where changes are known; else 0.</param>
public sealed record BoardFile(string Name, FileKind Kind, bool IsReadable, bool IsWritable, uint Size, uint Version)
{
    /// <summary>Whether a text is a path: "/", or names each after a "/".</summary>
    public static bool IsPath(string text) => text == "/"
        || (text.Length is > 0 and <= FileStatus.MaxPath && text[0] == '/' && text[1..].Split('/').All(IsName));

    /// <summary>Whether a text can name a file.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= FileStatus.MaxName
        && text is not ("." or "..") && text.All(c => c is >= ' ' and <= '~' and not '/');

    /// <summary>Reads the status of a file; null if it is malformed.</summary>
    internal static BoardFile? Read(string name, ReadOnlySpan<byte> status)
    {
        if (status.Length < LinkProtocol.FileStatusSize || status[0] is < (byte)FileKind.Directory or > (byte)FileKind.Transactional)
        {
            return null;
        }

        var bytes = status.ToArray();
        return new BoardFile(
            name,
            (FileKind)bytes[0],
            (bytes[1] & LinkProtocol.Readable) != 0,
            (bytes[1] & LinkProtocol.Writable) != 0,
            BigEndian.GetU32(bytes, 2),
            BigEndian.GetU32(bytes, 6));
    }

    /// <summary>Reads entries of a directory; null if one is malformed, or has a name that none can have.</summary>
    internal static List<BoardFile>? ReadEntries(ReadOnlySpan<byte> bytes)
    {
        var entries = new List<BoardFile>();
        while (bytes.Length > 0)
        {
            if (bytes.Length < LinkProtocol.FileEntrySize || bytes.Length - LinkProtocol.FileEntrySize < bytes[LinkProtocol.FileStatusSize])
            {
                return null;
            }

            var name = Encoding.Latin1.GetString(bytes.Slice(LinkProtocol.FileEntrySize, bytes[LinkProtocol.FileStatusSize]));
            if (!IsName(name) || Read(name, bytes) is not { } entry)
            {
                return null;
            }

            entries.Add(entry);
            bytes = bytes[(LinkProtocol.FileEntrySize + name.Length)..];
        }

        return entries;
    }
}
