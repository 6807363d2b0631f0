// SPDX-License-Identifier: MIT
using System.Globalization;
using Wardstone.Emulation;

namespace Wardstone.Tests.SystemTests.Language;

/// <summary>Which method of an image an address belongs to, by its firmware.sym.</summary>
internal sealed class ImageMethods
{
    private readonly List<(uint Start, uint Size, string Name)> _methods = [];

    /// <param name="image">Its folder in artifacts/boards.</param>
    public ImageMethods(string image)
    {
        var path = Path.Combine(BoardFiles.LoadBuilt(image).Directory, "firmware.sym");
        foreach (var line in File.ReadLines(path).Where(line => line.StartsWith("M ", StringComparison.Ordinal)))
        {
            var parts = line.Split(' ', 4);
            _methods.Add((Hexadecimal(parts[1]), Hexadecimal(parts[2]), parts[3].Split('(')[0]));
        }
    }

    /// <summary>Its name without parameters; empty if there is none.</summary>
    public string At(uint address) => _methods.Find(method => address - method.Start < method.Size).Name ?? "";

    internal static uint Hexadecimal(string text) => uint.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
