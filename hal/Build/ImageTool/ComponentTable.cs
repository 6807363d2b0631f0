// SPDX-License-Identifier: MIT
// The component table of an image: for each binary that the configuration can name, the digest of the IL that it was compiled from.
// An entry is 56 bytes: the binary's name (24, ASCII, padded with NUL), then SHA-256 of its assembly file (32). By name.
// Digests of IL and not of machine code: the compiler moves code across assemblies, and the whole image is measured anyhow.
using System.Security.Cryptography;
using System.Text;

namespace Wardstone.ImageTool;

internal static class ComponentTable
{
    private const string Prefix = "Wardstone.Components.";
    private const int NameSize = 24;

    // A subsystem's code is Init, which is in the runtime itself.
    private const string RuntimeAssembly = "Wardstone.Runtime";
    private const string RuntimeBinary = "init";

    /// <summary>The entries for those of an image's assemblies that are components.</summary>
    public static IReadOnlyList<(string Name, byte[] Digest)> Of(IEnumerable<string> assemblies) =>
        [.. assemblies
            .Select(path => (Name: BinaryName(Path.GetFileNameWithoutExtension(path)), Path: path))
            .Where(binary => binary.Name.Length > 0)
            .Select(binary => (binary.Name, SHA256.HashData(File.ReadAllBytes(binary.Path))))
            .OrderBy(binary => binary.Name, StringComparer.Ordinal)];

    /// <summary>The table as assembly source for the link.</summary>
    public static string Source(IReadOnlyList<(string Name, byte[] Digest)> components) => string.Concat(
        components
            .Select(binary => $"{ImageHeader.Bytes(ImageHeader.Padded(binary.Name, NameSize))},{ImageHeader.Bytes(binary.Digest)}")
            .Select(bytes => $".byte {bytes}\n")
            .Prepend(".section .component_table, \"a\"\n"));

    // Wardstone.Components.UartLog is uart_log; empty for what is no component.
    private static string BinaryName(string assembly)
    {
        if (!assembly.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return assembly == RuntimeAssembly ? RuntimeBinary : "";
        }

        var name = new StringBuilder();
        foreach (var c in assembly.AsSpan(Prefix.Length))
        {
            name.Append(char.IsAsciiLetterUpper(c) && name.Length > 0 ? "_" : "").Append(char.ToLowerInvariant(c));
        }

        return name.ToString();
    }
}
