// SPDX-License-Identifier: MIT
// The build id: SHA-256 over everything an image is made from, so that two images with one id are one image.
// No time, path, user or commit goes in, and no configuration: that is measured by itself.
using System.Security.Cryptography;
using System.Text;

namespace Wardstone.ImageTool;

internal static class BuildId
{
    /// <summary>
    /// Over the board, the version and the tools' version strings, then each input's file name, length and bytes, ordered by
    /// name: where the inputs lie does not matter.
    /// </summary>
    public static byte[] Compute(IEnumerable<string> inputs, string board, string version, string tools)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append($"{board}\n{version}\n{tools}\n");
        foreach (var input in inputs.OrderBy(Path.GetFileName, StringComparer.Ordinal))
        {
            var bytes = File.ReadAllBytes(input);
            Append($"{Path.GetFileName(input)} {bytes.Length}\n");
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();

        void Append(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
    }
}
