// SPDX-License-Identifier: MIT
using System.CommandLine;
using Spectre.Console;
using Wardstone.Files;
using Wardstone.Runtime;

namespace Wardstone.Cli.Commands;

/// <summary><c>wardstone ls</c>: the board's files that its policy lets the host know of.</summary>
internal static class LsCommand
{
    public static Command Create(Globals globals)
    {
        var path = PathArgument.Create("A directory on the board, or a file. Default: /.");
        path.DefaultValueFactory = _ => "/";
        var isLong = new Option<bool>("-l") { Description = "Also kind, rights and size: as a table." };
        var command = new Command("ls", "Lists the board's files that its host may know of.") { path, isLong };
        command.SetAction(globals.Run(session =>
        {
            var directory = session.Path(path);
            return session.WithBoard(board =>
            {
                var files = new BoardFiles(board, session.Cancellation);
                var file = files.Stat(directory);
                Show(session, directory, file.Kind == FileKind.Directory ? files.List(directory) : [file], session.Get(isLong));
                return ExitCode.Ok;
            });
        }));
        return command;
    }

    private static void Show(Session session, string path, IReadOnlyList<BoardFile> entries, bool isLong)
    {
        if (session.Json)
        {
            Screen.PrintJson(new { Schema = 1, Path = path, Entries = entries.Select(FileWords.Json) });
        }
        else if (isLong && entries.Count > 0)
        {
            var table = Screen.Table("kind", "rights", "size", "name");
            table.Columns[2].RightAligned();
            foreach (var entry in entries)
            {
                string[] row = [FileWords.Kind(entry), FileWords.Rights(entry), FileWords.Size(entry), entry.Name];
                table.AddRow(row.Select(cell => new Text(cell)));
            }

            Screen.Print(table);
        }
        else
        {
            foreach (var entry in entries)
            {
                Console.Out.WriteLine(entry.Name);
            }
        }
    }
}
