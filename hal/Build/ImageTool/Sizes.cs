// SPDX-License-Identifier: MIT
// Where flash and RAM go: by part, which is an assembly, and by kind. Counted from the symbols of the linked file: each byte
// belongs to the symbol before it. What no symbol of an assembly covers is listed as runtime routines, strings or other.
using System.Globalization;
using System.Text;
using static System.FormattableString;

namespace Wardstone.ImageTool;

internal sealed class Part
{
    public uint Code { get; set; }

    public uint Constants { get; set; }

    public uint Unwind { get; set; }

    public uint Variables { get; set; }

    public uint Flash => Code + Constants + Unwind;
}

internal sealed class Sizes
{
    public Sizes(Elf elf, Names names, uint imageSize)
    {
        Flash = imageSize;
        FlashArea = Area(elf, "__image_area_size");
        Stack = elf.Symbol("__stack_top").Value - elf.Symbol("__stack_bottom").Value;
        Variables = elf.Symbol("__data_end").Value - elf.Symbol("__data_start").Value
            + elf.Symbol("__bss_end").Value - elf.Symbol("__bss_start").Value;
        Kept = elf.Symbol("__noinit_end").Value - elf.Symbol("__noinit_start").Value;
        Dma = elf.Symbol("__dma_end").Value - elf.Symbol("__dma_start").Value;
        Heap = elf.Symbol("__heap_end").Value - elf.Symbol("__heap_start").Value;
        for (var i = 0; i < elf.Sections.Count; i++)
        {
            if ((elf.Sections[i].Flags & Elf.FlagAlloc) != 0 && elf.Sections[i].Name is not (".stack" or ".noinit"))
            {
                Count(elf, names, i);
            }
        }
    }

    public uint Flash { get; }

    public uint FlashArea { get; }

    public uint Variables { get; }

    public uint Stack { get; }

    /// <summary>What a reset leaves alone.</summary>
    public uint Kept { get; }

    /// <summary>What drivers share with DMA.</summary>
    public uint Dma { get; }

    public uint Heap { get; }

    public SortedDictionary<string, Part> Parts { get; } = new(StringComparer.Ordinal);

    public string Report(string image, string buildId)
    {
        var text = new StringBuilder();
        var ram = Invariant($"RAM {Variables} variables + {Stack} stack + {Kept} noinit + {Dma} DMA, {Heap} heap");
        Line($"{image}, build {buildId[..16]}: flash {Flash} of {FlashArea} bytes, {ram}");
        Line($"  {"bytes by part",-32} {"code",8} {"constants",10} {"unwind",8} {"variables",10}");
        foreach (var (name, part) in Parts.OrderByDescending(entry => entry.Value.Flash))
        {
            Line($"  {name,-32} {part.Code,8} {part.Constants,10} {part.Unwind,8} {part.Variables,10}");
        }

        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static uint Area(Elf elf, string symbol) => elf.Symbol(symbol).Value;

    private void Count(Elf elf, Names names, int index)
    {
        var section = elf.Sections[index];
        var end = section.Address + section.Size;
        var addresses = elf.Symbols
            .Where(symbol => symbol.Section == index && symbol.Type != Elf.TypeSection && !symbol.Name.StartsWith('$'))
            .GroupBy(symbol => symbol.Value & ~1u).Where(group => group.Key >= section.Address && group.Key < end)
            .OrderBy(group => group.Key).ToList();
        Add(section, "(other)", (addresses.Count == 0 ? end : addresses[0].Key) - section.Address);
        for (var i = 0; i < addresses.Count; i++)
        {
            var next = i + 1 < addresses.Count ? addresses[i + 1].Key : end;
            Add(section, Owner(names, section, [.. addresses[i].Select(symbol => symbol.Name)]), next - addresses[i].Key);
        }
    }

    private static string Owner(Names names, ElfSection section, string[] symbols)
    {
        var assembly = symbols.Select(names.Assembly).FirstOrDefault(name => name != null);
        if (assembly != null)
        {
            return assembly;
        }

        var code = (section.Flags & Elf.FlagExec) != 0;
        var text = symbols.Any(symbol => symbol.StartsWith("__Str_", StringComparison.Ordinal));
        return section.Name == ".vectors" ? "(vectors and start-up)" : code ? "(runtime routines)" : text ? "(strings)" : "(other)";
    }

    private void Add(ElfSection section, string part, uint bytes)
    {
        if (bytes == 0)
        {
            return;
        }

        if (!Parts.TryGetValue(part, out var sizes))
        {
            Parts[part] = sizes = new Part();
        }

        if (section.Name is ".data" or ".bss")
        {
            sizes.Variables += bytes;
            sizes.Constants += section.Name == ".data" ? bytes : 0; // its load image
        }
        else if (section.Name.StartsWith(".ARM.ex", StringComparison.Ordinal))
        {
            sizes.Unwind += bytes;
        }
        else if ((section.Flags & Elf.FlagExec) != 0)
        {
            sizes.Code += bytes;
        }
        else
        {
            sizes.Constants += bytes;
        }
    }
}
