// SPDX-License-Identifier: MIT
// Splits the one writable .data section of ilc's object in two: what the program writes stays in .data, all else moves
// to .data.rel.ro, which the linker script puts beside the constants. Also takes the Thumb bit out of debug addresses.
// It does not look at the program: which bytes are written follows from the kind of node that ilc's map file gives.
// Must hold: every pointer between the two halves is a relocation afterwards. ilc resolves self-relative pointers within
// .data itself, so those are found by the layout of the node they are in, and each must hit a symbol exactly: a version of
// ilc with another layout fails the build, not the board.
using System.Numerics;
using System.Xml.Linq;

namespace Wardstone.ImageTool;

internal sealed class DataSplit
{
    public const string ReadOnlySection = ".data.rel.ro";

    // Kinds of nodes that the running program writes: static fields, the cells that hold the objects of reference-typed
    // static fields, and the cached targets of interface calls.
    private static readonly string[] WritableKinds = ["NonGCStatics", "GCStatics", "InterfaceDispatchCellSection", "ThreadStatics"];

    // Kinds that are never written, beside the MethodTables (...EEType).
    private static readonly string[] ReadOnlyKinds =
    [
        "ArrayOfEmbeddedPointers", "ArrayOfFrozenObjects", "TypeManagerIndirection", "RuntimeConfigurationBlob", "ModuleInitializerList",
        "InterfaceDispatchMap", "SealedVTable", "ReadyToRunHeader", "GCStaticsPreInitData", "ReadOnlyDataBlob",
        "MethodExceptionHandlingInfo",
        // A word for a type's Type object: in .bss where the program makes that, in .data where ilc made it.
        "WritableData",
    ];

    private const byte Absolute32 = 2, Relative32 = 3;

    private readonly Elf elf;
    private readonly int dataIndex;
    private readonly ElfSection data;
    private readonly List<Node> nodes;
    private readonly List<ElfRelocation> relocations;

    public DataSplit(Elf elf, XDocument map)
    {
        this.elf = elf;
        dataIndex = elf.Sections.FindIndex(section => section.Name == ".data");
        data = elf.Sections[dataIndex];
        var section = elf.RelocationsOf(dataIndex);
        relocations = section == null ? [] : Elf.ReadRelocations(section);
        nodes = ReadNodes(map);
    }

    /// <summary>Changes the object in place.</summary>
    public void Run()
    {
        RelocateSelfRelativePointers();
        var writable = MarkWritable();

        // Each byte's place in its half. A run keeps its offset modulo 8, hence the alignment of everything in it.
        var place = new uint[data.Size + 1];
        MemoryStream[] halves = [new(), new()];
        for (var at = 0; at < data.Size; at++)
        {
            var half = halves[writable[at] ? 0 : 1];
            while (half.Length % 8 != at % 8 && (at == 0 || writable[at] != writable[at - 1]))
            {
                half.WriteByte(0);
            }

            place[at] = (uint)half.Length;
            half.WriteByte(data.Data[at]);
        }

        place[data.Size] = (uint)halves[1].Length;
        var readOnlyIndex = elf.Sections.Count;
        var relocationSection = elf.RelocationsOf(dataIndex) ?? throw new InvalidDataException(".data has no relocations");
        elf.Sections.Add(Half(ReadOnlySection, Elf.FlagAlloc, data.Alignment, halves[1]));
        elf.Sections.Add(new ElfSection
        {
            Name = ".rel" + ReadOnlySection, Type = Elf.Rel, Flags = relocationSection.Flags, Link = relocationSection.Link,
            Info = readOnlyIndex, Alignment = relocationSection.Alignment, EntrySize = relocationSection.EntrySize,
        });
        data.Data = halves[0].ToArray();
        data.Size = (uint)data.Data.Length;

        List<ElfRelocation>[] split = [[], []];
        foreach (var relocation in relocations)
        {
            split[writable[relocation.Offset] ? 0 : 1].Add(relocation with { Offset = place[relocation.Offset] });
        }

        Elf.WriteRelocations(relocationSection, split[0]);
        Elf.WriteRelocations(elf.Sections[readOnlyIndex + 1], split[1]);
        foreach (var symbol in elf.Symbols.Where(symbol => symbol.Section == dataIndex && symbol.Type != Elf.TypeSection))
        {
            var inWritable = writable[Math.Min(symbol.Value, writable.Length - 1)];
            symbol.Section = (ushort)(inWritable ? dataIndex : readOnlyIndex);
            symbol.Value = place[symbol.Value];
        }
    }

    private static ElfSection Half(string name, uint flags, uint alignment, MemoryStream bytes) => new()
    {
        Name = name, Type = Elf.Progbits, Flags = flags, Alignment = alignment, Data = bytes.ToArray(), Size = (uint)bytes.Length,
    };

    private static bool IsMethodTable(string kind) => kind.EndsWith("EEType", StringComparison.Ordinal);

    private static bool IsWritable(string kind) =>
        WritableKinds.Contains(kind)
        || (ReadOnlyKinds.Contains(kind) || IsMethodTable(kind)
            ? false
            : throw new InvalidDataException($"ilc put a {kind} into .data, of which it is not known whether it changes"));

    // The nodes of .data in the order of their addresses, which is also the map's.
    private List<Node> ReadNodes(XDocument map)
    {
        var symbols = elf.Symbols.Where(symbol => symbol.Section == dataIndex && symbol.Type != Elf.TypeSection)
            .ToDictionary(symbol => symbol.Name);
        var list = new List<Node>();
        foreach (var element in map.Root!.Elements())
        {
            if (symbols.TryGetValue((string)element.Attribute("Name")!, out var symbol))
            {
                list.Add(new Node(element.Name.LocalName, symbol.Value, (uint)element.Attribute("Length")!));
            }
        }

        for (var i = 1; i < list.Count; i++)
        {
            if (list[i].Symbol < list[i - 1].Symbol)
            {
                throw new InvalidDataException("ilc's map is not in the order of .data: another version than the pinned one?");
            }
        }

        return list;
    }

    // A node reaches from the end of the one before to its own end. A symbol may lie inside its node (a MethodTable follows
    // its GC description, static fields follow their class constructor's context), so an end is at most symbol + length.
    private bool[] MarkWritable()
    {
        var writable = new bool[data.Size];
        uint start = 0;
        for (var i = 0; i < nodes.Count; i++)
        {
            var next = i + 1 < nodes.Count ? nodes[i + 1].Symbol : data.Size;
            var end = Math.Min(nodes[i].Symbol + nodes[i].Length, next);
            for (; start < end; start++)
            {
                writable[start] = IsWritable(nodes[i].Kind);
            }
        }

        // Exception handling tables point to MethodTables from unaligned places inside; both lie behind all that is written.
        var firstFixed = nodes.Find(node => IsMethodTable(node.Kind) || node.Kind == "MethodExceptionHandlingInfo");
        if (firstFixed != null && Array.LastIndexOf(writable, true) >= firstFixed.Symbol)
        {
            throw new InvalidDataException("ilc's order of .data has changed: variables lie between tables that point to each other");
        }

        return writable;
    }

    private void RelocateSelfRelativePointers()
    {
        var targets = new Dictionary<uint, int>();
        for (var i = elf.Symbols.Count - 1; i >= 0; i--)
        {
            if (elf.Symbols[i].Section == dataIndex)
            {
                targets[elf.Symbols[i].Value] = i;
            }
        }

        var relocated = relocations.Select(relocation => relocation.Offset).ToHashSet();
        foreach (var node in nodes)
        {
            foreach (var at in SelfRelativeWords(node).Where(at => !relocated.Contains(at)))
            {
                var target = at + Elf.U32(data.Data, (int)at);
                var flags = targets.ContainsKey(target) ? 0 : target & 3;
                if (!targets.TryGetValue(target - flags, out var symbol))
                {
                    throw new InvalidDataException(
                        $"{node.Kind} at .data+0x{at:x} does not point to a symbol: another ilc than the pinned one?");
                }

                Elf.Put(data.Data, (int)at, flags);
                relocations.Add(new ElfRelocation(at, symbol, Relative32));
            }
        }

        relocations.Sort((a, b) => a.Offset.CompareTo(b.Offset));
    }

    private IEnumerable<uint> SelfRelativeWords(Node node)
    {
        var first = node.Symbol;
        var end = node.Symbol + node.Length;
        switch (node.Kind)
        {
            case "ArrayOfEmbeddedPointers" or "GCStatics":
                for (var at = first; at < end; at += 4)
                {
                    yield return at;
                }

                break;
            case "InterfaceDispatchCellSection":
                // {stub, interface} cells, each run ended by {0, slot}; only a cell's stub has a relocation.
                var stubs = relocations.Where(relocation => relocation.Type == Absolute32)
                    .Select(relocation => relocation.Offset).ToHashSet();
                for (var at = first; at < end; at += 8)
                {
                    if (stubs.Contains(at))
                    {
                        yield return at + 4;
                    }
                }

                break;
            case var kind when IsMethodTable(kind) && kind != "GCStaticEEType":
                // Flags, base size, base type, slot counts, hash, virtual slots, interfaces; then the type manager, writable data, and what
                // the flags announce: dispatch map, finalizer, sealed virtual slots.
                var slots = Elf.U16(data.Data, (int)first + 12) + Elf.U16(data.Data, (int)first + 14);
                var fields = 2 + BitOperations.PopCount(Elf.U32(data.Data, (int)first) & 0x00540000);
                for (var field = 0; field < fields; field++)
                {
                    yield return first + 20 + (uint)(4 * (slots + field));
                }

                break;
        }
    }

    /// <summary>One thing that ilc put into .data: its kind in the map, where its symbol is, and its length in bytes.</summary>
    private sealed record Node(string Kind, uint Symbol, uint Length);
}
