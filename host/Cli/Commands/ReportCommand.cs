// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Text;
using Spectre.Console;
using Wardstone.Cli.Reports;
using Wardstone.Hid;
using Wardstone.Link;

namespace Wardstone.Cli.Commands;

/// <summary><c>wardstone report</c>: what the board's components say of themselves, without a proof.</summary>
internal static class ReportCommand
{
    public static Command Create(Globals globals)
    {
        var name = new Argument<string>("name")
        {
            Description = "The report: init, heaps, threads, faults, or one of a component's own. Without it: which there are.",
            DefaultValueFactory = _ => "",
        };
        var raw = new Option<bool>("--raw") { Description = "The report's text as the board has it." };
        var command = new Command("report", "Shows a report of the board's components.") { name, raw };
        command.Validators.Add(result =>
        {
            if (result.GetValue(raw) && result.GetValue(globals.Json))
            {
                result.AddError("--raw and --json exclude each other");
            }
        });
        command.SetAction(globals.Run(session =>
        {
            var report = session.Get(name);
            return session.WithBoard(board =>
            {
                var text = Read(board, report, session.Cancellation);
                return session.Get(raw) ? Write(text) : Show(session, report, text);
            });
        }));
        return command;
    }

    /// <summary>Reads a report.</summary>
    /// <exception cref="LinkException">There is none of that name.</exception>
    internal static byte[] Read(LinkClient board, string name, CancellationToken cancellation)
    {
        if (name.Length > LinkProtocol.MaxReportName || name.Any(c => c is < ' ' or > '~'))
        {
            throw new UsageException($"a report's name has at most {LinkProtocol.MaxReportName} ASCII characters");
        }

        try
        {
            return board.ReadReport(name, cancellation);
        }
        catch (BoardRefusedException e) when (e.Status == LinkStatus.BadParameter)
        {
            throw new LinkException($"the board has no report '{name}'; 'wardstone report' lists those that it has");
        }
    }

    /// <summary>Its text as a tree.</summary>
    /// <exception cref="InvalidDataException">It is no HID.</exception>
    internal static HidNode Parse(string name, byte[] text)
    {
        try
        {
            return HidNode.Parse(text);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"the report '{name}' is malformed: {e.Message} ('wardstone report --raw' gives it as it is)");
        }
    }

    private static int Write(byte[] text)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(text);
        return ExitCode.Ok;
    }

    private static int Show(Session session, string name, byte[] text)
    {
        var report = Parse(name, text);
        if (session.Json)
        {
            Screen.PrintJson(new { Schema = 1, Name = name, Report = HidJson.Of(report) });
        }
        else if (name.Length == 0)
        {
            foreach (var one in report.Children.Where(node => node.Type == "report"))
            {
                Console.Out.WriteLine(one.Name);
            }
        }
        else if (ReportTables.Of(report) is var (line, table))
        {
            Screen.Print(new Text(line));
            Screen.Print(table);
        }
        else
        {
            Console.Out.Write(Encoding.UTF8.GetString(text));
        }

        return ExitCode.Ok;
    }
}
