// SPDX-License-Identifier: MIT
// Turns ilc's calls into direct ones. ilc cannot know how far apart code will be, so a call builds the address first:
//   movw r, #low; movt r, #high; add r, pc; blx r        becomes        b .+8; (6 bytes left over); bl target
// In one image everything is within reach of `bl`: two instructions instead of four, and a call into assembly goes there without
// a jump in between. Sizes and return addresses stay, and with them all tables about the code.
// Only registers that a call may change anyway are matched: what is in another may be used again.
namespace Wardstone.ImageTool;

internal sealed class DirectCalls(Elf elf)
{
    private const string ThunkSuffix = "$thunk";
    private const byte ThumbCall = 10, MovwRelative = 49, MovtRelative = 50; // "ELF for the Arm Architecture" (IHI 0044), 4.6.1
    private const int Length = 12, BranchAt = 8;
    private const ushort BranchOverSix = 0xe002, Nop = 0xbf00;

    private readonly Dictionary<string, int> imports = elf.Symbols
        .Select((symbol, index) => (symbol, index)).Where(entry => entry.symbol.Section == 0 && entry.symbol.Name.Length > 0)
        .ToDictionary(entry => entry.symbol.Name, entry => entry.index);

    /// <summary>Changes the object in place.</summary>
    /// <returns>How many calls are direct now.</returns>
    public int Run()
    {
        var count = 0;
        for (var i = 0; i < elf.Sections.Count; i++)
        {
            if ((elf.Sections[i].Flags & Elf.FlagExec) != 0 && elf.RelocationsOf(i) is { } section)
            {
                var relocations = Elf.ReadRelocations(section).ToDictionary(relocation => relocation.Offset);
                foreach (var function in elf.Symbols.Where(symbol => symbol.Section == i && symbol.Type == Elf.TypeFunction))
                {
                    count += Rewrite(elf.Sections[i].Data, function, relocations);
                }

                Elf.WriteRelocations(section, [.. relocations.Values.OrderBy(relocation => relocation.Offset)]);
            }
        }

        return count;
    }

    private int Rewrite(byte[] code, ElfSymbol function, Dictionary<uint, ElfRelocation> relocations)
    {
        var count = 0;
        var start = (int)(function.Value & ~1u);
        var end = start + (int)function.Size;
        for (var at = start; at + Length <= end;)
        {
            if (IsCall(code, at) && MakeDirect(code, at, relocations))
            {
                count++;
                at += Length;
                continue;
            }

            at += Elf.U16(code, at) >> 11 >= 0x1d ? 4 : 2; // ARMv7-M A5.1: these prefixes begin a 32-bit instruction
        }

        return count;
    }

    // The four instructions, with one register throughout, of r0 to r3, r12 and lr.
    private static bool IsCall(byte[] code, int at)
    {
        var register = Elf.U16(code, at + 2) >> 8 & 15;
        return register is <= 3 or 12 or 14
            && (Elf.U16(code, at) & 0xfbf0) == 0xf240 && Elf.U16(code, at + 2) < 0x8000
            && (Elf.U16(code, at + 4) & 0xfbf0) == 0xf2c0 && (Elf.U16(code, at + 6) & 0x8f00) == register << 8
            && Elf.U16(code, at + 8) == (0x4478 | ((register & 8) << 4) | (register & 7))
            && Elf.U16(code, at + 10) == (0x4780 | (register << 3));
    }

    private bool MakeDirect(byte[] code, int at, Dictionary<uint, ElfRelocation> relocations)
    {
        // What the pair builds, relative to where `add` reads the PC.
        var distance = Immediate(code, at) | (Immediate(code, at + 4) << 16);
        if (relocations.TryGetValue((uint)at, out var low))
        {
            var high = relocations.GetValueOrDefault((uint)at + 4);
            if (low.Type != MovwRelative || high.Type != MovtRelative || high.Symbol != low.Symbol || (short)distance != -Length
                || (short)(distance >> 16) != -BranchAt)
            {
                return false;
            }

            relocations.Remove(low.Offset);
            relocations.Remove(high.Offset);
            relocations.Add((uint)(at + BranchAt), new ElfRelocation((uint)(at + BranchAt), WithoutThunk(low.Symbol), ThumbCall));
            Replace(code, at, -4); // the addend: a branch counts from 4 behind itself
            return true;
        }

        if ((distance & 1) == 0)
        {
            return false; // not Thumb code
        }

        Replace(code, at, distance & ~1);
        return true;
    }

    // A thunk only jumps to what the linker can call directly.
    private int WithoutThunk(int symbol) =>
        elf.Symbols[symbol].Name.EndsWith(ThunkSuffix, StringComparison.Ordinal)
        && imports.TryGetValue(elf.Symbols[symbol].Name[..^ThunkSuffix.Length], out var target)
            ? target
            : symbol;

    private static int Immediate(byte[] code, int at)
    {
        int first = Elf.U16(code, at), second = Elf.U16(code, at + 2);
        return ((first & 15) << 12) | ((first & 0x400) << 1) | ((second & 0x7000) >> 4) | (second & 255);
    }

    // BL, encoding T1 (ARMv7-M A7.7.18). `add` at +8 and `bl` at +8 read the same PC.
    private static void Replace(byte[] code, int at, int distance)
    {
        var sign = distance >> 24 & 1;
        var j1 = (distance >> 23 & 1) ^ sign ^ 1;
        var j2 = (distance >> 22 & 1) ^ sign ^ 1;
        Put(code, at, BranchOverSix);
        Put(code, at + 2, Nop);
        Put(code, at + 4, Nop);
        Put(code, at + 6, Nop);
        Put(code, at + BranchAt, (ushort)(0xf000 | (sign << 10) | (distance >> 12 & 0x3ff)));
        Put(code, at + BranchAt + 2, (ushort)(0xd000 | (j1 << 13) | (j2 << 11) | (distance >> 1 & 0x7ff)));
    }

    private static void Put(byte[] code, int at, ushort value)
    {
        code[at] = (byte)value;
        code[at + 1] = (byte)(value >> 8);
    }
}
