// SPDX-License-Identifier: MIT
// Small objects and programs for the tests of the build tool, made by the real assembler and linker.
using Wardstone.Emulation;
using Wardstone.ImageTool;
using Wardstone.Tests.Host.Gates;

namespace Wardstone.Tests.Host.Build;

internal static class Assembler
{
    // An FPU with double precision, for the code that is to be found out.
    private static readonly string[] Options =
        ["-mcpu=cortex-m4", "-mthumb", "-mfloat-abi=hard", "-mfpu=fpv5-d16", "-nostdlib", "-g", "-gdwarf-4"];

    /// <summary>Assembles the source to an object, or links it too when the options say so.</summary>
    public static Elf Assemble(string source, params string[] options)
    {
        using var directory = new ScratchDirectory();
        var input = Path.Combine(directory.FullPath, "test.s");
        var output = Path.Combine(directory.FullPath, "test.elf");
        File.WriteAllText(input, ".syntax unified\n.thumb\n" + source);
        var (exitCode, text) = Repository.Run(
            directory.FullPath,
            "arm-none-eabi-gcc",
            [.. Options, .. options, "-o", output, input]);
        Assert.True(exitCode == 0, text);
        return new Elf(File.ReadAllBytes(output));
    }
}
