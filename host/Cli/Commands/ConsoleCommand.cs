// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Text;
using Wardstone.Link;
using Wardstone.Runtime;
using Wardstone.Symbols;

namespace Wardstone.Cli.Commands;

/// <summary><c>wardstone console</c>: what the board writes to its console, with addresses of fault reports named.</summary>
internal static class ConsoleCommand
{
    private const int ReadSliceMs = 100;

    public static Command Create(Globals globals)
    {
        var symbols = new Option<string?>("--symbols")
        {
            HelpName = "PATH",
            Description = "firmware.sym, or the build output that has it: names the addresses in fault reports.",
        };
        var command = new Command("console", "Shows what the board writes to its console from now on, until Ctrl-C.") { symbols };
        command.SetAction(globals.Run(session =>
        {
            var table = session.Get(symbols) is { } path ? SymbolTable.Load(path) : null;
            using var port = session.OpenConsole();
            Stream(port.Terminal, table is null ? null : new FaultSymbolizer(table), session.Cancellation);
            return ExitCode.Ok;
        }));
        return command;
    }

    // Ctrl-C is how this ends, so it is no failure; nor is the board's end.
    private static void Stream(ICharDevice terminal, FaultSymbolizer? symbolizer, CancellationToken cancellation)
    {
        var line = new StringBuilder();
        var buffer = new byte[1024];
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                _ = terminal.Read(buffer, ReadSliceMs, out var count);
                for (var i = 0; i < count; i++)
                {
                    Take((char)buffer[i]);
                }
            }
        }
        catch (LinkUnreachableException)
        {
        }

        if (line.Length > 0)
        {
            Take('\n');
        }

        void Take(char c)
        {
            if (c == '\n')
            {
                Console.Out.WriteLine(symbolizer?.Rewrite(line.ToString()) ?? line.ToString());
                line.Clear();
            }
            else if (c != '\r')
            {
                // The board's bytes must not steer the terminal that they are shown on.
                line.Append(c is '\t' or (>= ' ' and < '\x7F') ? c : '?');
            }
        }
    }
}
