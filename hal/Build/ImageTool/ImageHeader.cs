// SPDX-License-Identifier: MIT
// The image header: what an image says about itself, 108 bytes at __image_header, all little-endian.
//   0 "WARD"  4 header version  8 image size  12 build id (32)  44 board (32)  76 firmware version (16)
//   92 configuration area: address  96 its size  100 component table: bytes from the image's start  104 its size
// The names are ASCII, padded with NUL. The linker fills in what only it knows.
using System.Text;

namespace Wardstone.ImageTool;

internal static class ImageHeader
{
    public const int BuildIdOffset = 12;
    public const int BuildIdSize = 32;

    private const int Version = 2, BoardSize = 32, VersionSize = 16;

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
        .word __components_offset, __components_size

        """;

    /// <summary>Operands of a .byte directive.</summary>
    public static string Bytes(byte[] bytes) => string.Join(',', bytes);

    /// <summary>ASCII, padded with NUL, at least one.</summary>
    public static byte[] Padded(string text, int size)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        if (bytes.Length >= size)
        {
            throw new InvalidDataException($"'{text}' does not fit in {size - 1} characters of its field in the image");
        }

        Array.Resize(ref bytes, size);
        return bytes;
    }
}
