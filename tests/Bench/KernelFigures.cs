// SPDX-License-Identifier: MIT
using System.Globalization;
using Wardstone.Emulation;

namespace Wardstone.Tests.Bench;

/// <summary>What the kernel costs: hal/Tests counts itself, by a clock that QEMU moves on by one nanosecond an instruction.</summary>
internal static class KernelFigures
{
    private static readonly TimeSpan s_bound = TimeSpan.FromMinutes(2);

    /// <summary>Instructions of what threads, domains and heaps do.</summary>
    public static FigureTable Measure(string directory)
    {
        var table = new FigureTable(
            "kernel", "The kernel, instructions: with its exceptions, locks and handlers (aim for a session call: under 120)",
            "operation", "instructions");
        var options = new EmulatedBoardOptions
        {
            HasTpm = false,
            QemuArguments = ["-semihosting-config", "enable=on,target=native", "-icount", "shift=0"],
        };
        using var board = EmulatedBoard.Start(BoardFiles.LoadBuilt("runtime-tests").WithConfigText("figures"), directory, options);
        _ = board.Console.WaitFor("done", s_bound);
        foreach (var line in board.Console.Lines)
        {
            if (line.Split(": ") is [var name, var number])
            {
                table.Add(name, int.Parse(number, CultureInfo.InvariantCulture));
            }
        }

        return table;
    }
}
