// SPDX-License-Identifier: MIT
// Tells a debugger how to unwind each managed method at any instruction: .debug_frame (DWARF 4, 6.4.1), from the methods' prologues. ilc
// writes only .ARM.exidx, which holds at calls: what an interrupt or a fault has stopped in mid-method could not be unwound with it.
// Must hold: a method whose prologue is not one of those below has no entry, and the debugger goes by .ARM.exidx. Within the last
// instructions of a method, where the frame is gone already, the caller shown may be wrong.
namespace Wardstone.ImageTool;

internal sealed class CallFrames(Elf elf)
{
    private const string SectionName = ".debug_frame";
    private const byte Absolute = 2; // R_ARM_ABS32
    private const int Sp = 13, Lr = 14, Fp = 11, FirstDouble = 256; // "DWARF for the Arm Architecture" (IHI 0040), 4.1

    // DWARF 4, 7.23.
    private const byte DefineCfa = 0x0c, DefineCfaRegister = 0x0d, DefineCfaOffset = 0x0e, OffsetExtended = 5, Undefined = 7, Advance1 = 2,
        Offset = 0x80;

    /// <summary>Adds the section to ilc's object.</summary>
    /// <returns>How many methods it describes.</returns>
    public int Run()
    {
        var index = elf.Sections.FindIndex(section => section.Name.StartsWith(".ARM.exidx", StringComparison.Ordinal));
        var codeIndex = elf.Sections[index].Link;
        var code = elf.Sections[codeIndex].Data;
        var codeSymbol = elf.Symbols.FindIndex(symbol => symbol.Type == Elf.TypeSection && symbol.Section == codeIndex);
        var starts = Starts(index);

        // The common part: the frame begins where SP is, the caller goes on at LR, and what it had in registers that a call may change is
        // lost. ilc says of some variables that they stay in such a register.
        var table = new MemoryStream();
        byte[] lost = [.. new byte[] { 0, 1, 2, 3, 12 }.SelectMany(register => new[] { Undefined, register })];
        byte[] common = [0xff, 0xff, 0xff, 0xff, 1, 0, 2, 0x7c, Lr, DefineCfa, Sp, 0, .. lost];
        Write(table, common);
        var relocations = new List<ElfRelocation>();
        var self = elf.AddSection(new ElfSection { Name = SectionName, Type = Elf.Progbits, Alignment = 4 });
        var count = 0;
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1] : (uint)code.Length;
            if (Prologue(code, (int)starts[i], (int)end) is { } steps)
            {
                var at = (uint)table.Position + 4;
                relocations.Add(new ElfRelocation(at, self, Absolute));
                relocations.Add(new ElfRelocation(at + 4, codeSymbol, Absolute));
                Write(table, [0, 0, 0, 0, .. BitConverter.GetBytes(starts[i]), .. BitConverter.GetBytes(end - starts[i]), .. steps]);
                count++;
            }
        }

        var section = elf.Sections.Find(section => section.Name == SectionName)!;
        section.Data = table.ToArray();
        elf.AddRelocations(section, relocations);
        return count;
    }

    // Of the methods, and of the handlers in them, which have frames of their own: the first word of each entry of the index.
    private List<uint> Starts(int index) =>
        [.. Elf.ReadRelocations(elf.RelocationsOf(index)!).Where(relocation => relocation.Offset % 8 == 0)
            .Select(relocation => (elf.Symbols[relocation.Symbol].Value & ~1u)
                + (uint)((int)(Elf.U32(elf.Sections[index].Data, (int)relocation.Offset) << 1) >> 1))
            .Distinct().Order()];

    /// <summary>The steps by which a method makes its frame, as DWARF's instructions; null where something else is done to SP.</summary>
    internal static byte[]? Prologue(byte[] code, int start, int end)
    {
        var steps = new List<byte>();
        var (size, described) = (0, start);
        for (var at = start; at + 4 <= end;)
        {
            uint first = Elf.U16(code, at), second = Elf.U16(code, at + 2);
            var length = first >> 11 >= 0x1d ? 4 : 2;
            var immediate = second & 0xff;
            var isPlain = (first & 0x400) == 0 && second >> 12 == 0; // the constant is the low byte as it stands
            at += length;
            if ((first & 0xfe00) == 0xb400)
            {
                Push((first & 0xff) | ((first & 0x100) << 6)); // PUSH
            }
            else if (first == 0xe92d)
            {
                Push(second); // PUSH.W
            }
            else if (first == 0xf84d && (second & 0xfff) == 0xd04)
            {
                Push(1u << (int)(second >> 12)); // PUSH.W of one register
            }
            else if (first == 0xed2d && (second & 0xf01) == 0xb00)
            {
                PushDoubles((int)(second >> 12), (int)immediate / 2); // VPUSH
            }
            else if ((first & 0xff80) == 0xb080)
            {
                Allocate((int)(first & 0x7f) * 4); // SUB SP
            }
            else if ((first & 0xfbf0) == 0xf1a0 && (first & 15) == Sp && (second >> 8 & 15) == Sp && Expand(first, second) is { } constant)
            {
                Allocate(constant); // SUB.W SP
            }
            else if ((first & 0xfbff) == 0xf2ad && (second >> 8 & 15) == Sp)
            {
                Allocate((int)((first & 0x400) << 1 | (second >> 4 & 0x700) | immediate)); // SUBW SP
            }
            else if (first == 0x46eb || (first == 0xf10d && isPlain && second >> 8 == Fp))
            {
                // MOV or ADD.W FP: from here on the frame is found by it, whatever happens to SP.
                Step(DefineCfaRegister, Fp);
                Step(DefineCfaOffset, [.. Leb(size - (length == 2 ? 0 : (int)immediate))]);
                return [.. steps];
            }
            else if ((first & 0xf800) == 0x9000)
            {
                // STR to the frame, which moves no register.
            }
            else
            {
                break;
            }

            void Step(byte instruction, params byte[] operands)
            {
                if (described < at)
                {
                    steps.AddRange([Advance1, (byte)((at - described) / 2)]);
                    described = at;
                }

                steps.Add(instruction);
                steps.AddRange(operands);
            }

            void Allocate(int bytes)
            {
                size += bytes;
                Step(DefineCfaOffset, [.. Leb(size)]);
            }

            // The highest register lies highest.
            void Push(uint registers)
            {
                Allocate(4 * System.Numerics.BitOperations.PopCount(registers));
                var place = size;
                for (var register = 0; register < 16; register++)
                {
                    if ((registers >> register & 1) != 0)
                    {
                        // An argument that is stored so is the caller's to lose.
                        if (register >= 4)
                        {
                            Step((byte)(Offset | register), [.. Leb(place / 4)]);
                        }

                        place -= 4;
                    }
                }
            }

            void PushDoubles(int number, int count)
            {
                Allocate(8 * count);
                for (var i = 0; i < count; i++)
                {
                    Step(OffsetExtended, [.. Leb(FirstDouble + number + i), .. Leb((size / 4) - (2 * i))]);
                }
            }
        }

        return steps.Count > 0 ? [.. steps] : null;
    }

    // ARMv7-M A5.3.2: a byte, or a byte with its highest bit set, rotated. null for the patterns that repeat a byte.
    private static int? Expand(uint first, uint second)
    {
        var code = (int)((first & 0x400) << 1 | (second >> 4 & 0x700) | (second & 0xff));
        return code < 0x100 ? code : code < 0x400 ? null : (int)uint.RotateRight((uint)(code & 0x7f) | 0x80, code >> 7);
    }

    private static IEnumerable<byte> Leb(int value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }

    // With the length before it and padded with DW_CFA_nop.
    private static void Write(MemoryStream table, byte[] entry)
    {
        var length = (entry.Length + 3) & ~3;
        table.Write(BitConverter.GetBytes(length));
        table.Write(entry);
        table.Write(new byte[length - entry.Length]);
    }
}
