// SPDX-License-Identifier: MIT
// No double-precision instruction may be in an image: the FPU of a Cortex-M4F has single precision only, and traps.
// The language alone does not see to that: `(long)someFloat` compiles to double arithmetic.

namespace Wardstone.ImageTool;

internal static class DoubleCheck
{
    /// <summary>Throws, naming the function, at the first double-precision instruction.</summary>
    public static void Run(Elf elf, List<Function> functions)
    {
        var start = elf.Symbol("__managed_start").Value;
        var end = elf.Symbol("__managed_end").Value;
        var section = elf.Find(".text")!;
        foreach (var function in functions.Where(function => function.Address >= start && function.Address < end))
        {
            for (var at = function.Address; at + 2 < function.Address + function.Size;)
            {
                var first = Elf.U16(section.Data, (int)(at - section.Address));
                var second = Elf.U16(section.Data, (int)(at + 2 - section.Address));
                if (IsDouble(first, second))
                {
                    throw new InvalidDataException($"{function.Name} uses double precision, which this FPU has not");
                }

                at += first >> 11 >= 0x1d ? 4u : 2u; // ARMv7-M A5.1: these prefixes begin a 32-bit instruction
            }
        }
    }

    // ARMv7-M A6.4, floating-point data processing: coprocessor 11 is double precision; VCVT.F64.F32 is on coprocessor 10.
    private static bool IsDouble(int first, int second) =>
        (first & 0xef00) == 0xee00
        && ((second & 0x0f10) == 0x0b00 || ((first & 0xbf) == 0xb7 && (second & 0x0fd0) == 0x0ac0));
}
