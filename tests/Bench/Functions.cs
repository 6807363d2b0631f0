// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Globalization;

namespace Wardstone.Tests.Bench;

/// <summary>Which function an address of an executable belongs to. ilc's names are Assembly_Namespace_Type__Method.</summary>
internal sealed class Functions
{
    private const uint Limit = 0xC0000; // the SRAM that images run from
    private readonly int[] _byHalfword = new int[Limit / 2];
    private readonly List<(uint Start, string Name)> _functions = [(0, "?")];

    /// <param name="elf">Path of the executable.</param>
    public Functions(string elf)
    {
        var start = new ProcessStartInfo("arm-none-eabi-nm", ["-n", "--defined-only", elf]) { RedirectStandardOutput = true };
        using var nm = Process.Start(start)!;
        foreach (var line in nm.StandardOutput.ReadToEnd().Split('\n'))
        {
            if (line.Split(' ') is [var value, "T" or "t" or "W", var name])
            {
                Add(uint.Parse(value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & ~1u, name);
            }
        }

        for (var i = 1; i < _functions.Count; i++)
        {
            var end = i + 1 < _functions.Count ? _functions[i + 1].Start : Limit;
            Array.Fill(_byHalfword, i, (int)_functions[i].Start / 2, (int)(end - _functions[i].Start) / 2);
        }
    }

    /// <summary>How many there are; 0 stands for whatever is not in the image.</summary>
    public int Count => _functions.Count;

    /// <summary>The number of the function at an address.</summary>
    public int At(uint address) => address < Limit ? _byHalfword[address / 2] : 0;

    /// <summary>Whether the address is where it begins.</summary>
    public bool IsEntry(int function, uint address) => _functions[function].Start == address;

    /// <summary>Its name.</summary>
    public string Name(int function) => _functions[function].Name;

    private void Add(uint start, string name)
    {
        if (_functions[^1].Start != start && start < Limit)
        {
            _functions.Add((start, name));
        }
        else if (Tells(name) > Tells(_functions[^1].Name))
        {
            _functions[^1] = (start, name);
        }
    }

    // Of several names at one address, which one tells most: an interrupt's, a method's, any other.
    private static int Tells(string name) =>
        name.EndsWith("_Handler", StringComparison.Ordinal) || name == "Device_Interrupt" ? 2
        : !name.StartsWith('_') && name.Contains("__", StringComparison.Ordinal) ? 1
        : 0;
}
