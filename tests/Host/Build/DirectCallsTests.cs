// SPDX-License-Identifier: MIT
using Wardstone.ImageTool;

namespace Wardstone.Tests.Host.Build;

public class DirectCallsTests
{
    // `distance` is what ilc's pair of instructions holds: from where `add` reads the PC to the target, with the Thumb bit.
    [Theory]
    [InlineData("r3", "0x1001", "bl . + 4 + 0x1000")]
    [InlineData("r3", "-0x7ff", "bl . + 4 - 0x800")]
    [InlineData("r12", "0x7ffff1", "bl . + 4 + 0x7ffff0")]
    [InlineData("lr", "-0x7fffff", "bl . + 4 - 0x800000")]
    public void ACallBecomesDirectInTheSameSize(string register, string distance, string call) =>
        Assert.Equal(Code($"b . + 8; nop; nop; nop; {call}; bx lr"), Rewritten(register, register, distance));

    [Theory]
    [InlineData("r4", "r4", "0x1001")] // may be used again
    [InlineData("r3", "r2", "0x1001")] // calls something else
    [InlineData("r3", "r3", "0x1000")] // not Thumb code
    public void AnythingElseStays(string register, string called, string distance) =>
        Assert.Equal(Code(Call(register, called, distance)), Rewritten(register, called, distance));

    private static byte[] Rewritten(string register, string called, string distance)
    {
        var elf = Assembler.Assemble(Function(Call(register, called, distance)) + "\n.extern Elsewhere\nbl Elsewhere", "-c");
        _ = new DirectCalls(elf).Run();
        return elf.Find(".text")!.Data[..14];
    }

    private static byte[] Code(string code) => Assembler.Assemble(Function(code), "-c").Find(".text")!.Data[..14];

    private static string Call(string register, string called, string distance) => $"""
        movw {register}, #({distance}) & 0xffff
        movt {register}, #(({distance}) >> 16) & 0xffff
        add {register}, pc
        blx {called}
        bx lr
        """;

    private static string Function(string code) => $"""
        .type Caller, %function
        Caller:
        {code}
        .size Caller, . - Caller
        """;
}
