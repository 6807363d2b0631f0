// SPDX-License-Identifier: MIT
// A 32-bit little-endian ELF file as a list of sections, a symbol table and relocations, read and written back.
// It knows what ilc's objects and the linker's output need (REL relocations, one symbol table), nothing else.
// Must hold: a file that is read and written without a change in between links to the same image.
using System.Buffers.Binary;
using System.Text;

namespace Wardstone.ImageTool;

internal sealed class ElfSection
{
    public required string Name;
    public uint Type;
    public uint Flags;
    public uint Address;
    public uint Size;
    public int Link;
    public int Info;
    public uint Alignment;
    public uint EntrySize;

    /// <summary>The section's bytes; empty for SHT_NOBITS, whose length is only in <see cref="Size"/>.</summary>
    public byte[] Data = [];
}

internal sealed class ElfSymbol
{
    public required string Name;
    public uint Value;
    public uint Size;
    public byte Info;
    public byte Other;
    public ushort Section;

    public int Type => Info & 15;
}

/// <summary>One entry of a SHT_REL section: patch the word at <paramref name="Offset"/> with a symbol.</summary>
internal record struct ElfRelocation(uint Offset, int Symbol, byte Type);

/// <summary>A loadable segment of a linked file: bytes at the address where they are stored in the image.</summary>
internal record struct ElfSegment(uint LoadAddress, byte[] Data);

internal sealed class Elf
{
    public const uint Progbits = 1, Symtab = 2, Strtab = 3, Nobits = 8, Rel = 9;
    public const uint FlagWrite = 1, FlagAlloc = 2, FlagExec = 4;
    public const int TypeFunction = 2, TypeSection = 3, BindWeak = 2;

    private const int HeaderSize = 52, SectionHeaderSize = 40, SymbolSize = 16, RelocationSize = 8;
    private const int LoadSegment = 1;

    private readonly byte[] header;

    public Elf(byte[] file)
    {
        if (file.Length < HeaderSize || U32(file, 0) != 0x464c457f || file[4] != 1 || file[5] != 1)
        {
            throw new InvalidDataException("not a 32-bit little-endian ELF file");
        }

        header = file[..HeaderSize];
        var sectionTable = (int)U32(file, 32);
        var names = Bytes(file, sectionTable + (U16(file, 50) * SectionHeaderSize));
        for (var i = 0; i < U16(file, 48); i++)
        {
            var at = sectionTable + (i * SectionHeaderSize);
            Sections.Add(new ElfSection
            {
                Name = Text(names, (int)U32(file, at)),
                Type = U32(file, at + 4),
                Flags = U32(file, at + 8),
                Address = U32(file, at + 12),
                Size = U32(file, at + 20),
                Link = (int)U32(file, at + 24),
                Info = (int)U32(file, at + 28),
                Alignment = U32(file, at + 32),
                EntrySize = U32(file, at + 36),
                Data = Bytes(file, at),
            });
        }

        for (var i = 0; i < U16(file, 44); i++)
        {
            var at = (int)U32(file, 28) + (i * 32);
            if (U32(file, at) == LoadSegment && U32(file, at + 16) > 0)
            {
                Segments.Add(new ElfSegment(U32(file, at + 12), file.AsSpan((int)U32(file, at + 4), (int)U32(file, at + 16)).ToArray()));
            }
        }

        ReadSymbols();
    }

    public List<ElfSection> Sections { get; } = [];

    public List<ElfSymbol> Symbols { get; } = [];

    public List<ElfSegment> Segments { get; } = [];

    public ElfSection? Find(string name) => Sections.Find(section => section.Name == name);

    public ElfSymbol Symbol(string name) =>
        Symbols.Find(symbol => symbol.Name == name && symbol.Section != 0)
        ?? throw new InvalidDataException($"the image has no symbol {name}");

    public ElfSection? RelocationsOf(int section) => Sections.Find(s => s.Type == Rel && s.Info == section);

    public static List<ElfRelocation> ReadRelocations(ElfSection section)
    {
        var list = new List<ElfRelocation>();
        for (var at = 0; at < section.Data.Length; at += RelocationSize)
        {
            var info = U32(section.Data, at + 4);
            list.Add(new ElfRelocation(U32(section.Data, at), (int)(info >> 8), (byte)info));
        }

        return list;
    }

    public static void WriteRelocations(ElfSection section, IReadOnlyList<ElfRelocation> relocations)
    {
        section.Data = new byte[relocations.Count * RelocationSize];
        for (var i = 0; i < relocations.Count; i++)
        {
            Put(section.Data, i * RelocationSize, relocations[i].Offset);
            Put(section.Data, (i * RelocationSize) + 4, (uint)((relocations[i].Symbol << 8) | relocations[i].Type));
        }
    }

    /// <summary>Adds a section, and the symbol by which relocations name it. The symbol is local: all others of that kind come before the
    /// global ones (gABI, symbol table), which move up by one.</summary>
    /// <returns>The symbol's index.</returns>
    public int AddSection(ElfSection section)
    {
        Sections.Add(section);
        var table = Sections.Find(candidate => candidate.Type == Symtab)!;
        var index = table.Info++;
        Symbols.Insert(index, new ElfSymbol { Name = "", Info = TypeSection, Section = (ushort)(Sections.Count - 1) });
        foreach (var relocations in Sections.Where(candidate => candidate.Type == Rel))
        {
            WriteRelocations(relocations, [.. ReadRelocations(relocations)
                .Select(entry => entry.Symbol >= index ? entry with { Symbol = entry.Symbol + 1 } : entry)]);
        }

        return index;
    }

    /// <summary>Adds the relocations of a section that has none.</summary>
    public void AddRelocations(ElfSection section, IReadOnlyList<ElfRelocation> relocations)
    {
        var added = new ElfSection
        {
            Name = ".rel" + section.Name, Type = Rel, Link = Sections.FindIndex(candidate => candidate.Type == Symtab),
            Info = Sections.IndexOf(section), Alignment = 4, EntrySize = RelocationSize,
        };
        WriteRelocations(added, relocations);
        Sections.Add(added);
    }

    /// <summary>The file again: contents in section order, then new string tables, then the section headers.</summary>
    public byte[] Write()
    {
        var symbolTable = Sections.Find(section => section.Type == Symtab);
        var strings = new StringTable();
        if (symbolTable != null)
        {
            symbolTable.Data = new byte[Symbols.Count * SymbolSize];
            for (var i = 0; i < Symbols.Count; i++)
            {
                WriteSymbol(symbolTable.Data, i * SymbolSize, Symbols[i], strings.Add(Symbols[i].Name));
            }
        }

        var nameOffsets = Sections.Select(section => strings.Add(section.Name)).ToArray();
        Sections[U16(header, 50)].Data = strings.ToArray();

        var file = new MemoryStream();
        file.Write(header);
        var table = new byte[Sections.Count * SectionHeaderSize];
        for (var i = 0; i < Sections.Count; i++)
        {
            var section = Sections[i];
            Align(file, Math.Max(4, section.Alignment));
            var at = i * SectionHeaderSize;
            uint[] fields =
            [
                (uint)nameOffsets[i], section.Type, section.Flags, section.Address, i == 0 ? 0 : (uint)file.Position,
                section.Type == Nobits ? section.Size : (uint)section.Data.Length,
                (uint)section.Link, (uint)section.Info, section.Alignment, section.EntrySize,
            ];
            for (var f = 0; f < fields.Length; f++)
            {
                Put(table, at + (f * 4), fields[f]);
            }

            file.Write(section.Data);
        }

        Align(file, 4);
        var bytes = file.ToArray().Concat(table).ToArray();
        Put(bytes, 32, (uint)file.Position);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(48), (ushort)Sections.Count);
        return bytes;
    }

    public static uint U32(byte[] data, int at) => BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(at));

    public static ushort U16(byte[] data, int at) => BinaryPrimitives.ReadUInt16LittleEndian(data.AsSpan(at));

    public static void Put(byte[] data, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(at), value);

    private static void WriteSymbol(byte[] table, int at, ElfSymbol symbol, int name)
    {
        Put(table, at, (uint)name);
        Put(table, at + 4, symbol.Value);
        Put(table, at + 8, symbol.Size);
        table[at + 12] = symbol.Info;
        table[at + 13] = symbol.Other;
        BinaryPrimitives.WriteUInt16LittleEndian(table.AsSpan(at + 14), symbol.Section);
    }

    private static void Align(MemoryStream file, uint alignment)
    {
        while (file.Position % alignment != 0)
        {
            file.WriteByte(0);
        }
    }

    private static byte[] Bytes(byte[] file, int sectionHeader) =>
        U32(file, sectionHeader + 4) is Nobits or 0
            ? []
            : file.AsSpan((int)U32(file, sectionHeader + 16), (int)U32(file, sectionHeader + 20)).ToArray();

    private static string Text(byte[] strings, int at) =>
        Encoding.Latin1.GetString(strings, at, Array.IndexOf(strings, (byte)0, at) - at);

    private void ReadSymbols()
    {
        var table = Sections.Find(section => section.Type == Symtab);
        if (table == null)
        {
            return;
        }

        var strings = Sections[table.Link].Data;
        for (var at = 0; at < table.Data.Length; at += SymbolSize)
        {
            Symbols.Add(new ElfSymbol
            {
                Name = Text(strings, (int)U32(table.Data, at)),
                Value = U32(table.Data, at + 4),
                Size = U32(table.Data, at + 8),
                Info = table.Data[at + 12],
                Other = table.Data[at + 13],
                Section = U16(table.Data, at + 14),
            });
        }
    }

    private sealed class StringTable
    {
        private readonly List<byte> bytes = [0];
        private readonly Dictionary<string, int> known = new() { [""] = 0 };

        public int Add(string text)
        {
            if (!known.TryGetValue(text, out var at))
            {
                at = bytes.Count;
                known[text] = at;
                bytes.AddRange(Encoding.Latin1.GetBytes(text));
                bytes.Add(0);
            }

            return at;
        }

        public byte[] ToArray() => [.. bytes];
    }
}
