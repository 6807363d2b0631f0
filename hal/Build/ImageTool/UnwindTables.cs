// SPDX-License-Identifier: MIT
// Makes the unwind tables of ilc's object small. Behind the unwind instructions of each method ilc writes what a precise
// garbage collector needs; ours is conservative and never looks. Without it most methods need no entry in .ARM.extab at all:
// three bytes of unwind instructions fit in .ARM.exidx ("Exception Handling ABI for the Arm Architecture", IHI 0038, section 6).
// Must hold: a method with handlers, and a handler itself, keep all that Kernel/Exceptions/ClauseReader.cs reads.
namespace Wardstone.ImageTool;

internal sealed class UnwindTables
{
    // The flags byte behind the unwind instructions, as ClauseReader.cs explains it.
    private const int FuncletMask = 3, HasHandlers = 4, HasAssociatedData = 0x10;

    private readonly Elf elf;
    private readonly int tableIndex;
    private readonly ElfSection table;
    private readonly List<Entry> entries = [];

    public UnwindTables(Elf elf)
    {
        this.elf = elf;
        tableIndex = elf.Sections.FindIndex(section => section.Name.StartsWith(".ARM.extab", StringComparison.Ordinal));
        table = elf.Sections[tableIndex];
        var starts = elf.Symbols.Where(symbol => symbol.Section == tableIndex && symbol.Name.StartsWith("_extab", StringComparison.Ordinal))
            .Select(symbol => symbol.Value).Distinct().Order().ToList();
        for (var i = 0; i < starts.Count; i++)
        {
            entries.Add(Read(starts[i], i + 1 < starts.Count ? starts[i + 1] : (uint)table.Data.Length));
        }
    }

    /// <summary>Changes the object in place.</summary>
    public void Run()
    {
        uint size = 0;
        foreach (var entry in entries.Where(entry => !entry.Inline))
        {
            entry.NewStart = size;
            size += (entry.Kept + 3) & ~3u;
        }

        var bytes = new byte[size];
        foreach (var entry in entries.Where(entry => !entry.Inline))
        {
            Array.Copy(table.Data, entry.Start, bytes, entry.NewStart, entry.Kept);
            if (entry.MethodPointer is { } pointer)
            {
                // Self-relative within the section: both ends move.
                var target = pointer + Elf.U32(table.Data, (int)pointer);
                Elf.Put(bytes, (int)Move(pointer), Move(target) - Move(pointer));
            }
        }

        WriteIndex();
        MoveRelocations();
        foreach (var symbol in elf.Symbols.Where(symbol => symbol.Section == tableIndex && symbol.Type != Elf.TypeSection))
        {
            var entry = EntryAt(symbol.Value);
            symbol.Value = entry.Inline ? 0 : entry.NewStart + (symbol.Value - entry.Start);
        }

        table.Data = bytes;
        table.Size = size;
    }

    private Entry Read(uint start, uint end)
    {
        var word = Elf.U32(table.Data, (int)start);
        if (word >> 28 != 8 || (word >> 24 & 15) > 1)
        {
            throw new InvalidDataException($"the unwind entry at 0x{start:x} is not in compact model 0 or 1");
        }

        var isShort = (word >> 24 & 15) == 0;
        var flagsAt = start + (isShort ? 4 : 4 + (4 * (word >> 16 & 255)));
        var flags = flagsAt < end ? table.Data[flagsAt] : 0;
        if ((flags & FuncletMask) != 0)
        {
            return new Entry { Start = start, Kept = flagsAt + 9 - start, MethodPointer = flagsAt + 1 };
        }

        if ((flags & HasHandlers) != 0)
        {
            return new Entry { Start = start, Kept = flagsAt + 5 + ((flags & HasAssociatedData) != 0 ? 4u : 0) - start };
        }

        // Without handlers only the instructions matter, and a flags byte that says so.
        table.Data[flagsAt] = 0;
        return new Entry { Start = start, Kept = flagsAt + 1 - start, Inline = isShort, Word = word };
    }

    // The second word of an index entry becomes the instructions themselves.
    private void WriteIndex()
    {
        var index = elf.Sections.FindIndex(section => section.Name.StartsWith(".ARM.exidx", StringComparison.Ordinal));
        var section = elf.RelocationsOf(index)!;
        var kept = new List<ElfRelocation>();
        foreach (var relocation in Elf.ReadRelocations(section))
        {
            var symbol = elf.Symbols[relocation.Symbol];
            if (symbol.Section == tableIndex && EntryAt(symbol.Value) is { Inline: true } entry)
            {
                Elf.Put(elf.Sections[index].Data, (int)relocation.Offset, entry.Word);
            }
            else
            {
                kept.Add(relocation);
            }
        }

        Elf.WriteRelocations(section, kept);
    }

    // What is left are the pointers to handlers; the references that only kept a personality routine linked go.
    private void MoveRelocations()
    {
        var section = elf.RelocationsOf(tableIndex)!;
        Elf.WriteRelocations(section, [.. Elf.ReadRelocations(section)
            .Where(relocation => relocation.Type != 0)
            .Select(relocation => relocation with { Offset = Move(relocation.Offset) })]);
    }

    private uint Move(uint offset)
    {
        var entry = EntryAt(offset);
        return !entry.Inline && offset - entry.Start < entry.Kept
            ? entry.NewStart + offset - entry.Start
            : throw new InvalidDataException($"unwind data at 0x{offset:x} is used, but was taken for the collector's");
    }

    private Entry EntryAt(uint offset) => entries.FindLast(entry => entry.Start <= offset)!;

    private sealed class Entry
    {
        public uint Start { get; init; }

        /// <summary>How many of its bytes stay.</summary>
        public uint Kept { get; init; }

        /// <summary>Where a handler's entry points to its method's; null in a method's own.</summary>
        public uint? MethodPointer { get; init; }

        public bool Inline { get; init; }

        /// <summary>The unwind instructions, if they fit in the index.</summary>
        public uint Word { get; init; }

        public uint NewStart { get; set; }
    }
}
