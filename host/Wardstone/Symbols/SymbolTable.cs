// SPDX-License-Identifier: MIT
// firmware.sym of a build output: text, first line "wardstone-symbols 1", then
//   B <build id>                          in hexadecimal
//   M <address> <size> <method>           addresses and sizes in hexadecimal, by rising address
//   L <address> <file>:<line>             the line holds up to the next one's address

using System.Globalization;

namespace Wardstone.Symbols;

/// <summary>Methods and lines of a firmware image by address.</summary>
public sealed class SymbolTable
{
    private const string FirstLine = "wardstone-symbols 1";
    private const string FileName = "firmware.sym";

    private readonly List<(uint Address, uint End, string Name)> _methods = [];
    private readonly List<(uint Address, string Place)> _lines = [];

    private SymbolTable()
    {
    }

    /// <summary>The image that it is about, in hexadecimal.</summary>
    public string BuildId { get; private set; } = "";

    /// <summary>Reads a table.</summary>
    /// <param name="path">firmware.sym, or the directory that it lies in.</param>
    /// <exception cref="InvalidDataException">It is not such a table; says which line.</exception>
    public static SymbolTable Load(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        return Parse(File.ReadLines(file), file);
    }

    /// <summary>Reads a table from lines.</summary>
    /// <param name="lines">The file's lines.</param>
    /// <param name="name">What error messages call it.</param>
    public static SymbolTable Parse(IEnumerable<string> lines, string name)
    {
        var table = new SymbolTable();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (number == 1 ? line != FirstLine : !table.Add(line))
            {
                throw new InvalidDataException($"{name}, line {number}: not what {FirstLine} allows: '{line}'");
            }
        }

        return number > 0 ? table : throw new InvalidDataException($"{name} is empty");
    }

    /// <summary>Names an address: "Method (file:line)"; null if no method has it.</summary>
    public string? Describe(uint address)
    {
        var method = Last(_methods, m => m.Address <= address);
        if (method < 0 || address >= _methods[method].End)
        {
            return null;
        }

        var line = Last(_lines, l => l.Address <= address);
        return line >= 0 && _lines[line].Address >= _methods[method].Address
            ? $"{_methods[method].Name} ({_lines[line].Place})"
            : _methods[method].Name;
    }

    private bool Add(string line)
    {
        var parts = line.Split(' ', 4);
        switch (parts)
        {
            case ["B", var id]:
                BuildId = id;
                return true;

            case ["M", var at, var length, var name] when Hex(at) is { } address && Hex(length) is { } size:
                _methods.Add((address, address + size, name));
                return _methods.Count < 2 || _methods[^2].Address <= address;

            case ["L", var at, _, ..] when Hex(at) is { } address:
                _lines.Add((address, line[(at.Length + 3)..]));
                return _lines.Count < 2 || _lines[^2].Address <= address;

            default:
                return false;
        }
    }

    private static uint? Hex(string text) =>
        uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;

    // Index of the last element for which a condition that holds up to some point still holds; -1 if for none.
    private static int Last<T>(List<T> list, Func<T, bool> holds)
    {
        var (low, high) = (0, list.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(list[middle]) ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
