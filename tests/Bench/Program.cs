// SPDX-License-Identifier: MIT
// ./bench: what the firmware costs. Tables for people, or one JSON object for programs; progress goes to standard error.

using Spectre.Console;
using Wardstone.Emulation;
using Wardstone.Tests.Bench;

if (args is not ([] or ["--json"]))
{
    Console.Error.WriteLine("Usage: ./bench [--json]");
    return 2;
}

var files = BoardFiles.LoadBuilt(EmulatedBoard.Name);
using var scratch = new ScratchDirectory();
Console.Error.WriteLine("bench: a traced boot and attestation (minutes)");
var profile = CommandFigures.Trace(files, scratch.Subdirectory("traced"));
Console.Error.WriteLine("bench: the same hash in C");
var sha256 = CommandFigures.Sha256(profile, files, scratch.Subdirectory("c"));
Console.Error.WriteLine("bench: the kernel");
var kernel = KernelFigures.Measure(scratch.Subdirectory("kernel"));
Console.Error.WriteLine("bench: the components (minutes)");
var components = ComponentFigures.Measure(files, scratch.Subdirectory("components"));
Console.Error.WriteLine("bench: the VFS, and the driver without it (minutes)");
var vfs = VfsFigures.Commands(files, profile, scratch.Subdirectory("driver"));
var kinds = VfsFigures.Kinds(files, scratch.Subdirectory("kinds"));
Console.Error.WriteLine("bench: boots at full speed");
FigureTable[] tables =
    [sha256, CommandFigures.Commands(profile), vfs, kinds, kernel, .. components, BootFigures.Stages(files), BootFigures.Memory(files)];
if (args.Length > 0)
{
    Console.WriteLine(FigureTable.Json(tables));
}
else
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

return 0;
