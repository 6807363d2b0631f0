// SPDX-License-Identifier: MIT
// The image header: what an image says about itself, 100 bytes at __image_header, all little-endian.
//   0 "WARD"  4 header version  8 image size  12 build id (32)  44 board (32)  76 firmware version (16)
//   92 configuration area: address  96 its size
// The names are ASCII, padded with NUL. The linker fills in what only it knows.
using System.Text;

namespace Wardstone.ImageTool;

internal static class ImageHeader
{
    public const int BuildIdOffset = 12;
    public const int BuildIdSize = 32;

    private const int Version = 1, BoardSize = 32, VersionSize = 16;

    /// <summary>The header as assembly source for the link.</summary>
    public static string Source(byte[] buildId, string board, string version) => $"""
        .section .image_header, "a"
        .global __image_header
        __image_header:
        .ascii "WARD"
        .word {Version}, __image_size
        .byte {Bytes(buildId)}
        .byte {Bytes(Padded(board, BoardSize))}
        .byte {Bytes(Padded(version, VersionSize))}
        .word __config_start, __config_size

        """;

    private static string Bytes(byte[] bytes) => string.Join(',', bytes);

    private static byte[] Padded(string text, int size)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        if (bytes.Length >= size)
        {
            throw new InvalidDataException($"'{text}' does not fit in {size - 1} characters of the image header");
        }

        Array.Resize(ref bytes, size);
        return bytes;
    }
}
