// SPDX-License-Identifier: MIT
using Wardstone.Files;
using Wardstone.Runtime;

namespace Wardstone.Cli;

/// <summary>A board's files in words, and as JSON.</summary>
internal static class FileWords
{
    public static string Kind(BoardFile file) => file.Kind switch
    {
        FileKind.Directory => "directory",
        FileKind.Continuous => "continuous",
        FileKind.Stream => "stream",
        _ => "transactional",
    };

    public static string Rights(BoardFile file) => $"{(file.IsReadable ? 'r' : '-')}{(file.IsWritable ? 'w' : '-')}";

    /// <summary>Its size, where it has one.</summary>
    public static string Size(BoardFile file) => file.Kind switch
    {
        FileKind.Directory => file.Size == 1 ? "1 entry" : $"{file.Size} entries",
        FileKind.Continuous => $"{file.Size}",
        _ => "",
    };

    public static object Json(BoardFile file) => new
    {
        file.Name,
        Kind = Kind(file),
        Readable = file.IsReadable,
        Writable = file.IsWritable,
        file.Size,
        file.Version,
    };
}
