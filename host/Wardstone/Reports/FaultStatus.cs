// SPDX-License-Identifier: MIT
namespace Wardstone.Reports;

/// <summary>The processor's Configurable Fault Status Register in words (ARMv7-M Architecture Reference Manual, B3.2.15).</summary>
public static class FaultStatus
{
    private static readonly (int Bit, string Words)[] s_bits =
    [
        (0, "instruction fetch refused by the MPU"),
        (1, "data access refused by the MPU"),
        (3, "MPU fault while leaving an exception"),
        (4, "MPU fault while entering an exception"),
        (5, "MPU fault while saving floating-point state"),
        (8, "bus error on an instruction fetch"),
        (9, "bus error"),
        (10, "bus error some time ago"),
        (11, "bus error while leaving an exception"),
        (12, "bus error while entering an exception"),
        (13, "bus error while saving floating-point state"),
        (16, "undefined instruction"),
        (17, "not in Thumb state"),
        (18, "invalid exception return"),
        (19, "no such coprocessor"),
        (24, "unaligned access"),
        (25, "division by zero"),
    ];

    /// <summary>What its bits say; empty if it has none that is known.</summary>
    public static string Words(uint cfsr) =>
        string.Join(", ", s_bits.Where(bit => ((cfsr >> bit.Bit) & 1) != 0).Select(bit => bit.Words));
}
