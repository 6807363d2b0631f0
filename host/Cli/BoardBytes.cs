// SPDX-License-Identifier: MIT
// Bytes that a board gave, on standard output. They must not steer a terminal that a person looks at; a file or a program gets them as
// they are.

using System.Text;

namespace Wardstone.Cli;

/// <summary>Prints the content of files.</summary>
internal static class BoardBytes
{
    /// <summary>Prints bytes; on a terminal, those that are no printable ASCII, tab or line end as \xNN.</summary>
    public static void Print(byte[] bytes)
    {
        if (!Console.IsOutputRedirected)
        {
            Console.Out.Write(Escape(bytes));
            return;
        }

        using var output = Console.OpenStandardOutput();
        output.Write(bytes);
        output.Flush();
    }

    /// <summary>As a person sees them.</summary>
    internal static string Escape(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var value in bytes)
        {
            if (value is (byte)'\t' or (byte)'\n' or (>= 0x20 and < 0x7F))
            {
                text.Append((char)value);
            }
            else
            {
                text.Append($"\\x{value:x2}");
            }
        }

        return text.ToString();
    }
}
