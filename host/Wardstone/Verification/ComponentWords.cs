// SPDX-License-Identifier: MIT
// Components in words: what one is, and whether it is its code or its stanza that differs from the reference.

using Wardstone.Log;

namespace Wardstone.Verification;

internal static class ComponentWords
{
    private const int MostLine = 160;

    /// <summary>What there is of it, where its name is known.</summary>
    public static string Of(ComponentEvent component) =>
        $"code {Words.Short(component.Code)}, stanza of {component.Stanza.Length} bytes";

    /// <summary>What differs between two of the same name; null if nothing does.</summary>
    public static string? Difference(ComponentEvent found, ComponentEvent expected)
    {
        var differences = new List<string>();
        if (!found.Code.AsSpan().SequenceEqual(expected.Code))
        {
            differences.Add($"its code has sha256 {Words.Hex(found.Code)}, the reference says {Words.Hex(expected.Code)}");
        }

        if (!found.Stanza.AsSpan().SequenceEqual(expected.Stanza))
        {
            // The first line in which they differ; all before it are the same in both.
            var line = expected.Stanza.AsSpan(0, found.Stanza.AsSpan().CommonPrefixLength(expected.Stanza)).Count((byte)'\n');
            differences.Add(
                $"its stanza in init.hid differs, line {line + 1} of it is \"{Line(found.Stanza, line)}\", "
                + $"the reference says \"{Line(expected.Stanza, line)}\"");
        }

        return differences.Count == 0 ? null : string.Join("; ", differences);
    }

    private static string Line(ReadOnlySpan<byte> text, int index)
    {
        for (; index > 0; index--)
        {
            text = text[(text.IndexOf((byte)'\n') + 1)..];
        }

        var end = text.IndexOf((byte)'\n');
        return Words.Text((end < 0 ? text : text[..end]).Trim((byte)' '), MostLine);
    }
}
