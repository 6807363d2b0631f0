// SPDX-License-Identifier: MIT
// One changed byte each, between pairing and verdict.

using System.Security.Cryptography;
using Wardstone.Emulation;

namespace Wardstone.Demo;

/// <summary>What is changed.</summary>
internal enum Tampering
{
    /// <summary>A byte of the configuration that the board is started with.</summary>
    Config,

    /// <summary>A byte of the firmware that the board is started with.</summary>
    Image,

    /// <summary>A byte of the event log, on its way to the host.</summary>
    Log,
}

/// <summary>The changes, chosen so that the board still boots: what finds them out is the verdict alone.</summary>
internal static class Tamper
{
    // A text that the firmware only prints.
    private const string Constant = "Wardstone";

    /// <summary>The files of a board after the change; the same for one that is made elsewhere.</summary>
    public static BoardFiles Files(BoardFiles files, Tampering? tampering) => tampering switch
    {
        Tampering.Image => files.WithImageByte(files.OffsetOfLiteral(Constant), 0x20),
        Tampering.Config => files.WithConfigByte(OffsetOfComment(files.Config), 0x20),
        _ => files,
    };

    /// <summary>The change of the log: a bit of the digest that the firmware's own event carries.</summary>
    public static PacketEdit Log(BoardFiles files) => LinkInterposer.FlipIn(SHA256.HashData(files.Image));

    /// <summary>What was changed, in words.</summary>
    public static string Describe(BoardFiles files, Tampering tampering) => tampering switch
    {
        Tampering.Image => $"firmware.bin: byte 0x{files.OffsetOfLiteral(Constant):x} (the first letter of the constant \"{Constant}\")",
        Tampering.Config => $"config.bin: byte 0x{OffsetOfComment(files.Config):x} (a letter of a comment)",
        _ => "the link: a bit of the event log, on its way to the host",
    };

    // A line that begins with a full stop is a comment in HID; changing the case of its first letter changes no meaning.
    private static int OffsetOfComment(byte[] config)
    {
        var comment = config.AsSpan().IndexOf("\n. "u8);
        var letter = comment < 0 ? -1 : config.AsSpan(comment).IndexOfAnyInRange((byte)'A', (byte)'z');
        return letter >= 0 ? comment + letter : throw new ArgumentException("the configuration has no comment to change a letter of");
    }
}
