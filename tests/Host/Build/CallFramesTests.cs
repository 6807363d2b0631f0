// SPDX-License-Identifier: MIT
// What a debugger is told of a method's frame is what the exception unwinder is told of it: the two tables are made from different things.
using System.Buffers.Binary;
using Wardstone.ImageTool;
using Wardstone.Tests.Host.Gates;

namespace Wardstone.Tests.Host.Build;

public class CallFramesTests
{
    private const int Fp = 11, Sp = 13;
    private static readonly Elf Linked = new(File.ReadAllBytes(Path.Combine(Repository.Root, "artifacts/boards/ast1030-evb/firmware.elf")));

    [Fact]
    public void EveryFrameIsAsTheUnwindTableHasIt()
    {
        var frames = Frames(Linked.Find(".debug_frame")!.Data);
        var index = Linked.Find(".ARM.exidx")!;
        var compared = 0;
        for (var at = 0; at < index.Data.Length; at += 8)
        {
            var start = Relative(index.Data, at, index.Address);
            if (start >= Linked.Symbol("__managed_start").Value && Unwound(index, at + 4) is { } expected)
            {
                // A method that saves nothing has no frame of its own.
                if (frames.TryGetValue(start, out var frame))
                {
                    Assert.True(expected.Saved.SetEquals(frame.Saved), $"0x{start:x}: {Text(expected.Saved)} and {Text(frame.Saved)}");
                    Assert.True(frame.Register == Fp || frame.Offset == expected.Size, $"0x{start:x}: {expected.Size} and {frame.Offset}");
                    compared++;
                }
                else
                {
                    Assert.True(expected.Saved.Count == 0, $"0x{start:x}");
                }
            }
        }

        Assert.True(compared > 500, $"only {compared} methods");
    }

    [Theory]
    [InlineData("push {r4, lr}", Sp, 8, "r4-8 r14-4")]
    [InlineData("push {r2, r3}; push {r3-r11, lr}; sub sp, #16; add.w r11, sp, #48", Fp, 16,
        "r4-44 r5-40 r6-36 r7-32 r8-28 r9-24 r10-20 r11-16 r14-12")]
    [InlineData("push {r4-r11, lr}; vpush {d8-d9}; sub.w sp, sp, #0x204", Sp, 0x238,
        "r4-36 r5-32 r6-28 r7-24 r8-20 r9-16 r10-12 r11-8 r14-4 r264-52 r265-44")]
    [InlineData("str.w r14, [sp, #-4]!; subw sp, sp, #1001; str r0, [sp, #4]; mov r11, sp", Fp, 1005, "r14-4")]
    public void APrologueIsRead(string prologue, int register, int offset, string saved)
    {
        var code = Assembler.Assemble($"{prologue}\nmov r0, r0\nbx lr\nnop", "-c").Find(".text")!.Data;
        var frame = Run(CallFrames.Prologue(code, 0, code.Length)!);
        Assert.Equal((register, offset), (frame.Register, frame.Offset));
        Assert.Equal(saved, Text(frame.Saved));
    }

    [Theory]
    [InlineData("mov r0, r0; push {r4, lr}")]
    [InlineData("sub sp, sp, r4")]
    [InlineData("bx lr; nop")]
    public void AnythingElseHasNoFrame(string code) =>
        Assert.Null(CallFrames.Prologue(Assembler.Assemble($"{code}\nnop\nnop", "-c").Find(".text")!.Data, 0, 4));

    private static string Text(HashSet<(int Register, int Place)> saved) =>
        string.Join(' ', saved.OrderBy(entry => entry.Register).Select(entry => $"r{entry.Register}{entry.Place}"));

    // By the address of the method, what holds behind its prologue.
    private static Dictionary<uint, Frame> Frames(byte[] table)
    {
        var frames = new Dictionary<uint, Frame>();
        for (var at = 0; at < table.Length; at += 4 + (int)Elf.U32(table, at))
        {
            if (Elf.U32(table, at + 4) != uint.MaxValue && Elf.U32(table, at + 8) >= Linked.Symbol("__managed_start").Value)
            {
                frames.Add(Elf.U32(table, at + 8), Run(table.AsSpan(at + 16, (int)Elf.U32(table, at) - 12).ToArray()));
            }
        }

        return frames;
    }

    // The instructions of DWARF that CallFrames.cs writes.
    private static Frame Run(byte[] steps)
    {
        var (at, register, offset) = (0, Sp, 0);
        HashSet<(int, int)> saved = [];
        while (at < steps.Length)
        {
            int step = steps[at++];
            _ = step switch
            {
                0 => 0,
                2 => at++,
                5 => saved.Add((Leb(), -4 * Leb())) ? 1 : 0,
                0x0d => register = Leb(),
                0x0e => offset = Leb(),
                >= 0x80 and < 0xc0 => saved.Add((step & 63, -4 * Leb())) ? 1 : 0,
                _ => throw new InvalidDataException($"instruction 0x{step:x}"),
            };
        }

        return new Frame(register, offset, saved);

        int Leb()
        {
            int value = 0, shift = 0, b;
            do
            {
                b = steps[at++];
                value |= (b & 0x7f) << shift;
                shift += 7;
            }
            while (b >= 0x80);
            return value;
        }
    }

    // IHI 0038, 10.3: the size of the frame, and where registers from r4 on are, from its upper end; null without instructions.
    private static (int Size, HashSet<(int Register, int Place)> Saved)? Unwound(ElfSection index, int at)
    {
        var word = Elf.U32(index.Data, at);
        if (word == 1)
        {
            return null;
        }

        var (table, place) = (index, at);
        if (word < 0x80000000)
        {
            table = Linked.Find(".ARM.extab")!;
            place = (int)(Relative(index.Data, at, index.Address) - table.Address);
            word = Elf.U32(table.Data, place);
        }

        var words = (word >> 24 & 15) == 0 ? 0 : (int)(word >> 16 & 255);
        var code = new Queue<byte>();
        for (var i = 0; i <= words; i++)
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, Elf.U32(table.Data, place + (4 * i)));
            foreach (var b in i > 0 ? bytes : bytes[(words == 0 && (word >> 24 & 15) == 0 ? 1 : 2)..])
            {
                code.Enqueue(b);
            }
        }

        var size = 0;
        var list = new List<(int Register, int At)>();
        while (code.TryDequeue(out var b) && b != 0xb0)
        {
            switch (b)
            {
                case < 0x40: size += ((b & 63) << 2) + 4; break;
                case >= 0x80 and < 0x90: Pop((uint)((b & 15) << 8 | code.Dequeue()) << 4); break;
                case >= 0x90 and < 0xa0: return null; // from FP: the size is not to be had from SP
                case >= 0xa0 and < 0xb0: Pop((uint)((0x10 << ((b & 7) + 1)) - 16) | (b >= 0xa8 ? 0x4000u : 0)); break;
                case 0xb1: Pop((uint)code.Dequeue() & 15); break;
                case 0xb2: size += 0x204 + (code.Dequeue() << 2); break;
                case 0xc9:
                    var range = code.Dequeue();
                    Doubles(range >> 4, (range & 15) + 1);
                    break;
                case >= 0xd0 and < 0xd8: Doubles(8, (b & 7) + 1); break;
                default: throw new InvalidDataException($"unwind instruction 0x{b:x}");
            }
        }

        return (size, [.. list.Where(entry => entry.Register >= 4).Select(entry => (entry.Register, entry.At - size))]);

        void Pop(uint registers)
        {
            for (var register = 0; register < 16; register++)
            {
                if ((registers >> register & 1) != 0)
                {
                    list.Add((register, size));
                    size += 4;
                }
            }
        }

        void Doubles(int first, int count)
        {
            for (var i = 0; i < count; i++)
            {
                list.Add((256 + first + i, size));
                size += 8;
            }
        }
    }

    // A 31-bit distance from where it stands.
    private static uint Relative(byte[] data, int at, uint address) => (uint)((int)(Elf.U32(data, at) << 1) >> 1) + address + (uint)at;

    private sealed record Frame(int Register, int Offset, HashSet<(int Register, int Place)> Saved);
}
