// SPDX-License-Identifier: MIT
using System.CommandLine;
using Spectre.Console;
using Wardstone.Reports;
using Wardstone.Symbols;

namespace Wardstone.Cli.Commands;

/// <summary><c>wardstone faults</c>: the faults that the board has on record, with names for the addresses in them.</summary>
internal static class FaultsCommand
{
    private const int RegistersInRow = 6;

    public static Command Create(Globals globals)
    {
        var symbols = SymbolsOption.Create();
        var command = new Command("faults", "Shows the faults that the board has on record, those from before resets too.") { symbols };
        command.SetAction(globals.Run(session =>
        {
            var set = SymbolSet.Load(SymbolsOption.Paths(session.Get(symbols)));
            return session.WithBoard(board =>
            {
                var text = ReportCommand.Read(board, FaultReport.Name, session.Cancellation);
                Show(session, FaultReport.Read(ReportCommand.Parse(FaultReport.Name, text)), set);
                return ExitCode.Ok;
            });
        }));
        return command;
    }

    private static void Show(Session session, IReadOnlyList<FaultReport> faults, SymbolSet symbols)
    {
        if (session.Json)
        {
            Screen.PrintJson(new { Schema = 1, Faults = faults.Select(fault => Json(fault, symbols[fault.BuildId])) });
            return;
        }

        if (faults.Count == 0)
        {
            System.Console.Out.WriteLine("no faults on record");
            return;
        }

        var table = Screen.Table("fault", "component", "cause", "boot", "up");
        foreach (var fault in faults)
        {
            table.AddRow(
                new Text(fault.Number), new Text(fault.Component), new Text(fault.Cause), new Text(Boot(fault)),
                new Text(fault.UptimeMs is { } up ? $"{up / 1000.0:0.000} s" : ""));
        }

        Screen.Print(table);
        foreach (var fault in faults)
        {
            ShowDetails(fault, symbols);
        }
    }

    // Each on lines of its own, unbroken: for the eye, and for pasting where somebody asks for it.
    private static void ShowDetails(FaultReport fault, SymbolSet symbols)
    {
        var table = symbols[fault.BuildId];
        var output = System.Console.Out;
        output.WriteLine();
        var build = fault.BuildId.Length > 0 ? $"build {fault.BuildId}" : "";
        string[] known = [fault.Cause + (fault.Component.Length > 0 ? $" in {fault.Component}" : ""), Boot(fault), build];
        output.WriteLine($"fault {fault.Number}: {string.Join(", ", known.Where(words => words.Length > 0))}");
        if (fault.Status is { } status and not 0)
        {
            output.WriteLine($"  status 0x{status:x8} {FaultStatus.Words(status)}");
            output.WriteLine($"  address 0x{fault.Address ?? 0:x8}");
        }

        for (var i = 0; i < fault.Frames.Count; i++)
        {
            output.WriteLine($"  #{i} 0x{fault.Frames[i]:x8} {table?.Describe(fault.NamedAddress(i))}".TrimEnd());
        }

        // All zero is how the board writes that it does not know them.
        foreach (var row in fault.Registers.Any(r => r.Value != 0) ? fault.Registers.Chunk(RegistersInRow) : [])
        {
            output.WriteLine("  " + string.Join("  ", row.Select(r => $"{r.Key,4} {r.Value:x8}")));
        }

        if (table is null && fault.Frames.Count > 0)
        {
            var given = string.Join(", ", symbols.BuildIds);
            output.WriteLine(given.Length == 0
                ? "  no symbols were given: --symbols with the build output of this build names the addresses"
                : $"  no names: this is another build than those whose symbols were given, {given}");
        }
    }

    private static object Json(FaultReport fault, SymbolTable? table) => new
    {
        fault.Number,
        fault.Component,
        fault.Cause,
        fault.BootsAgo,
        fault.UptimeMs,
        Status = Hex(fault.Status),
        StatusWords = FaultStatus.Words(fault.Status ?? 0),
        Address = Hex(fault.Address),
        fault.BuildId,
        HasSymbols = table is not null,
        Registers = fault.Registers.ToDictionary(r => r.Key, r => Hex(r.Value)),
        Frames = fault.Frames.Select((address, i) => new { Address = Hex(address), Name = table?.Describe(fault.NamedAddress(i)) }),
    };

    private static string Boot(FaultReport fault) => fault.BootsAgo switch
    {
        null => "",
        0 => "this boot",
        1 => "1 boot ago",
        var boots => $"{boots} boots ago",
    };

    private static string? Hex(uint? value) => value is null ? null : $"0x{value:x8}";
}
