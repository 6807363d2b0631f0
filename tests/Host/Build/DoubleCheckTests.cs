// SPDX-License-Identifier: MIT
using Wardstone.ImageTool;

namespace Wardstone.Tests.Host.Build;

public class DoubleCheckTests
{
    [Theory]
    [InlineData("vadd.f64 d0, d1, d2")]
    [InlineData("vmul.f64 d8, d9, d10")]
    [InlineData("vcmp.f64 d0, d1")]
    [InlineData("vcvt.f64.f32 d0, s0")]
    [InlineData("vcvt.f32.f64 s0, d0")]
    [InlineData("vcvt.f64.s32 d0, s0")]
    [InlineData("vcvt.s32.f64 s0, d0")]
    [InlineData("nop; nop.w; vdiv.f64 d0, d0, d0")]
    public void NamesTheFunctionThatUsesDouble(string code)
    {
        var e = Assert.Throws<InvalidDataException>(() => Check(code));
        Assert.Contains("Guilty", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vadd.f32 s0, s1, s2")]
    [InlineData("vcvt.f32.s32 s0, s0")]
    [InlineData("vpush {d8-d9}; vpop {d8-d9}")]
    [InlineData("vldr d0, [r0]; vstr d0, [r1]")]
    [InlineData("vmov r0, r1, d0; vmov s0, r0")]
    [InlineData("vmov.f32 s0, s1; vcmp.f32 s0, s1; vmrs apsr_nzcv, fpscr")]
    public void AllowsSinglePrecisionAndMoves(string code) => Check(code);

    private static void Check(string code)
    {
        var elf = Assembler.Assemble($"""
            .global __managed_start, __managed_end
            __managed_start:
            .type Guilty, %function
            Guilty: {code}
            bx lr
            .size Guilty, . - Guilty
            __managed_end:
            """, "-Wl,-Ttext=0x1000,--no-warn-rwx-segments,-e,0");
        DoubleCheck.Run(elf, SymbolFile.Functions(elf, new Names([])));
    }
}
