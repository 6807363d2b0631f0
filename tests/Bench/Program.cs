// SPDX-License-Identifier: MIT
// ./bench: what the firmware costs. Tables for people, or one JSON object for programs; progress goes to standard error. Parts of it,
// in seconds: ./bench spi is what needs no emulator; ./bench workload is portable code on the board, and on a nanoCLR where there is one.

using Spectre.Console;
using Wardstone.Emulation;
using Wardstone.Tests.Bench;

if (args is not ([] or ["--json"] or ["spi"] or ["workload"]))
{
    Console.Error.WriteLine("Usage: ./bench [--json | spi | workload]");
    return 2;
}

using var scratch = new ScratchDirectory();
if (args is ["workload"])
{
    Print([WorkloadFigures.Measure(scratch.Subdirectory("workload"))]);
    return 0;
}

Console.Error.WriteLine("bench: SPI, without a board");
var spi = SpiFigures.Commands(scratch.Subdirectory("spi"));
var transfers = SpiFigures.Transfers();
if (args is ["spi"])
{
    Print([spi, transfers]);
    return 0;
}

var files = BoardFiles.LoadBuilt(EmulatedBoard.Name);
Console.Error.WriteLine("bench: a traced boot and attestation (minutes)");
var profile = CommandFigures.Trace(files, scratch.Subdirectory("traced"));
Console.Error.WriteLine("bench: the same hash in C");
var sha256 = CommandFigures.Sha256(profile, files, scratch.Subdirectory("c"));
Console.Error.WriteLine("bench: portable work");
var workload = WorkloadFigures.Measure(scratch.Subdirectory("workload"));
Console.Error.WriteLine("bench: the kernel");
var kernel = KernelFigures.Measure(scratch.Subdirectory("kernel"));
Console.Error.WriteLine("bench: the components (minutes)");
var components = ComponentFigures.Measure(files, scratch.Subdirectory("components"));
Console.Error.WriteLine("bench: the VFS, and the driver without it (minutes)");
var vfs = VfsFigures.Commands(files, profile, scratch.Subdirectory("driver"));
var kinds = VfsFigures.Kinds(files, scratch.Subdirectory("kinds"));
Console.Error.WriteLine("bench: boots at full speed");
FigureTable[] tables =
[
    sha256, workload, CommandFigures.Commands(profile), spi, transfers, vfs, kinds, kernel, .. components, BootFigures.Stages(files),
    BootFigures.Memory(files),
    BootFigures.Boards("ast1030-evb", "nucleo-f767zi", "stm32f4-discovery"),
];
if (args.Length > 0)
{
    Console.WriteLine(FigureTable.Json(tables));
}
else
{
    Print(tables);
}

return 0;

static void Print(FigureTable[] tables)
{
    const int PlainWidth = 160;
    var console = AnsiConsole.Console;
    console.Profile.Width = Console.IsOutputRedirected ? PlainWidth : console.Profile.Width;
    console.Profile.Capabilities.Ansi &= !Console.IsOutputRedirected;
    foreach (var table in tables)
    {
        table.Print(console);
    }
}
