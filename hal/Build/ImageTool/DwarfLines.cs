// SPDX-License-Identifier: MIT
// Reads .debug_line of a linked file (DWARF 4, 6.2): which source line each code address comes from.
// It runs the line-number programs and nothing else of DWARF. Units of another version than 2 to 4 are passed over.
using System.Text;

namespace Wardstone.ImageTool;

/// <summary>The code from <paramref name="Address"/> on comes from this line; Line is 0 where a sequence ends.</summary>
internal readonly record struct SourceLine(uint Address, string File, int Line);

internal sealed class DwarfLines
{
    private readonly byte[] data;
    private int at;

    private DwarfLines(byte[] data) => this.data = data;

    /// <summary>The rows of every sequence, each sequence by rising address.</summary>
    public static List<List<SourceLine>> Read(byte[] debugLine)
    {
        var reader = new DwarfLines(debugLine);
        var sequences = new List<List<SourceLine>>();
        while (reader.at < debugLine.Length)
        {
            var end = (int)reader.U32() + reader.at;
            if (reader.U16() is >= 2 and <= 4 and var version)
            {
                reader.Unit(version, end, sequences);
            }

            reader.at = end;
        }

        return sequences;
    }

    private void Unit(int version, int end, List<List<SourceLine>> sequences)
    {
        var program = (int)U32() + at;
        int instructionLength = U8();
        at += version >= 4 ? 2 : 1; // maximum operations per instruction (VLIW), default_is_stmt
        int lineBase = (sbyte)U8(), lineRange = U8(), opcodeBase = U8();
        var operands = Enumerable.Range(1, opcodeBase - 1).Select(_ => (int)U8()).ToArray();

        var directories = new List<string> { "" };
        for (var directory = Text(); directory.Length > 0; directory = Text())
        {
            directories.Add(directory);
        }

        var files = new List<string> { "" };
        for (var file = Text(); file.Length > 0; file = Text())
        {
            var directory = directories[Leb()];
            _ = Leb();
            _ = Leb();
            files.Add(directory.Length == 0 || file.StartsWith('/') ? file : $"{directory}/{file}");
        }

        at = program;
        uint address = 0;
        int line = 1, fileIndex = 1;
        var rows = new List<SourceLine>();
        while (at < end)
        {
            var opcode = U8();
            if (opcode >= opcodeBase)
            {
                address += (uint)((opcode - opcodeBase) / lineRange * instructionLength);
                line += lineBase + ((opcode - opcodeBase) % lineRange);
                Row();
                continue;
            }

            switch (opcode)
            {
                case 0: // extended
                    var next = Leb() + at;
                    switch (U8())
                    {
                        case 1: // DW_LNE_end_sequence
                            rows.Add(new SourceLine(address, "", 0));
                            sequences.Add(rows);
                            (rows, address, line, fileIndex) = ([], 0, 1, 1);
                            break;
                        case 2: // DW_LNE_set_address
                            address = U32();
                            break;
                    }

                    at = next;
                    break;
                case 1: // DW_LNS_copy
                    Row();
                    break;
                case 2: // DW_LNS_advance_pc
                    address += (uint)(Leb() * instructionLength);
                    break;
                case 3: // DW_LNS_advance_line
                    line += SignedLeb();
                    break;
                case 4: // DW_LNS_set_file
                    fileIndex = Leb();
                    break;
                case 8: // DW_LNS_const_add_pc
                    address += (uint)((255 - opcodeBase) / lineRange * instructionLength);
                    break;
                case 9: // DW_LNS_fixed_advance_pc
                    address += U16();
                    break;
                default:
                    for (var i = 0; i < operands[opcode - 1]; i++)
                    {
                        _ = Leb();
                    }

                    break;
            }
        }

        void Row() => rows.Add(new SourceLine(address, files[fileIndex], line));
    }

    private byte U8() => data[at++];

    private ushort U16()
    {
        at += 2;
        return Elf.U16(data, at - 2);
    }

    private uint U32()
    {
        at += 4;
        return Elf.U32(data, at - 4);
    }

    private int Leb()
    {
        int value = 0, shift = 0;
        byte b;
        do
        {
            b = U8();
            value |= (b & 0x7f) << shift;
            shift += 7;
        }
        while (b >= 0x80);
        return value;
    }

    private int SignedLeb()
    {
        int value = 0, shift = 0;
        byte b;
        do
        {
            b = U8();
            value |= (b & 0x7f) << shift;
            shift += 7;
        }
        while (b >= 0x80);
        return shift < 32 && (b & 0x40) != 0 ? value | (-1 << shift) : value;
    }

    private string Text()
    {
        var start = at;
        at = Array.IndexOf(data, (byte)0, start) + 1;
        return Encoding.UTF8.GetString(data, start, at - 1 - start);
    }
}
