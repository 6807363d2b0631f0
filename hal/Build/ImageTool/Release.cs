// SPDX-License-Identifier: MIT
// The files of a board that go out, in a folder by version and board, with SHA256SUMS as sha256sum(1) checks it.
// Must hold: they are of one build, and the same build gives the same bytes.
using System.Security.Cryptography;
using System.Text.Json;

namespace Wardstone.ImageTool;

internal static class Release
{
    private const string Sums = "SHA256SUMS";

    /// <summary>All but the sums.</summary>
    internal static readonly string[] Files =
        ["config.bin", "firmware.bin", "firmware.hex", "init.hid", "manifest.json", "sbom.json", "size.txt"];

    /// <summary>Makes the folder again.</summary>
    /// <param name="input">A folder of build output.</param>
    /// <param name="output">Where releases are.</param>
    /// <returns>The folder made.</returns>
    /// <exception cref="InvalidDataException">The manifest is of another image than is there.</exception>
    public static string Write(string input, string output)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(input, "manifest.json")));
        var root = manifest.RootElement;
        var image = SHA256.HashData(File.ReadAllBytes(Path.Combine(input, "firmware.bin")));
        if (Convert.ToHexStringLower(image) != root.GetProperty("image").GetProperty("sha256").GetString())
        {
            throw new InvalidDataException($"{input}: firmware.bin is not the image of manifest.json");
        }

        var directory = Path.Combine(output, root.GetProperty("version").GetString()!, root.GetProperty("board").GetString()!);
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, true);
        }

        _ = Directory.CreateDirectory(directory);
        foreach (var file in Files)
        {
            File.Copy(Path.Combine(input, file), Path.Combine(directory, file));
        }

        File.WriteAllLines(
            Path.Combine(directory, Sums),
            Files.Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(directory, file))))}  {file}"));
        return directory;
    }
}
