// SPDX-License-Identifier: MIT
// firmware.sym: what `wardstone console` needs to turn an address in a fault report into a method and a line.
//   wardstone-symbols 1
//   B <build id>
//   M <address> <size> <method>        and        L <address> <file>:<line>        by rising address, all hexadecimal but the line
// The record of a type that the program constructs is an M line too, with the type's name: exceptions are reported by it.
// An L line holds up to the next L or M line. Files are relative to the repository; those of a project outside it begin with its name.
using System.Globalization;
using System.Text;

namespace Wardstone.ImageTool;

/// <summary>A function of the image; its name is readable where it is managed.</summary>
internal readonly record struct Function(uint Address, uint Size, string Name);

internal static class SymbolFile
{
    private const uint MethodTableSize = 20; // at least
    private static readonly string[] SourceRoots = ["/wardstone/", "/project/"];

    public static string Text(Elf elf, List<Function> functions, Names names, string buildId)
    {
        var types = elf.Symbols.Where(symbol => symbol.Section != 0 && names.Type(symbol.Name) != null)
            .Select(symbol => new Function(symbol.Value, MethodTableSize, names.Type(symbol.Name)!));
        var entries = functions.Concat(types)
            .Select(function => (function.Address, Order: 0, Text: $"M {function.Address:x8} {function.Size:x} {function.Name}"))
            .Concat(Lines(elf, functions).Select(line => (line.Address, Order: 1, Text: $"L {line.Address:x8} {line.File}:{line.Line}")))
            .OrderBy(entry => entry.Address).ThenBy(entry => entry.Order);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"wardstone-symbols 1\nB {buildId}\n");
        foreach (var entry in entries)
        {
            text.Append(entry.Text).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The functions by rising address, one name each: managed before exported alias, strong before weak.</summary>
    public static List<Function> Functions(Elf elf, Names names)
    {
        var symbols = elf.Symbols
            .Where(symbol => symbol.Type == Elf.TypeFunction && symbol.Section != 0 && symbol.Section < elf.Sections.Count)
            .GroupBy(symbol => symbol.Value & ~1u).OrderBy(group => group.Key).ToList();
        var list = new List<Function>();
        for (var i = 0; i < symbols.Count; i++)
        {
            var address = symbols[i].Key;
            var best = symbols[i].OrderBy(symbol => names.Method(symbol.Name) == null).ThenBy(symbol => symbol.Info >> 4 == Elf.BindWeak)
                .ThenBy(symbol => symbol.Name, StringComparer.Ordinal).First();
            var section = elf.Sections[best.Section];
            var next = i + 1 < symbols.Count && symbols[i + 1].Key < section.Address + section.Size
                ? symbols[i + 1].Key
                : section.Address + section.Size;
            list.Add(new Function(address, best.Size > 0 ? best.Size : next - address, names.Method(best.Name) ?? best.Name));
        }

        return list;
    }

    // Sequences of functions that the linker dropped start at 0, where no function is. The C library's lines are nobody's here.
    private static IEnumerable<SourceLine> Lines(Elf elf, List<Function> functions)
    {
        var debug = elf.Find(".debug_line");
        if (debug == null)
        {
            yield break;
        }

        var starts = functions.Select(function => function.Address).ToHashSet();
        foreach (var sequence in DwarfLines.Read(debug.Data).Where(sequence => Covers(functions, sequence[0].Address)))
        {
            var last = default(SourceLine);
            for (var i = 0; i + 1 < sequence.Count; i++)
            {
                var row = sequence[i];
                var same = row.File == last.File && row.Line == last.Line && !starts.Contains(row.Address);
                var root = Array.Find(SourceRoots, root => row.File.StartsWith(root, StringComparison.Ordinal));
                if (row.Line > 0 && root != null && !same && row.Address != sequence[i + 1].Address)
                {
                    last = row;
                    yield return row with { File = row.File[root.Length..] };
                }
            }
        }
    }

    private static bool Covers(List<Function> functions, uint address) =>
        functions.Any(function => address - function.Address < function.Size);
}
