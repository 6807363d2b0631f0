// SPDX-License-Identifier: MIT
using System.CommandLine;
using Wardstone.Files;
using Wardstone.Runtime;

namespace Wardstone.Cli.Commands;

/// <summary><c>wardstone stat</c>: what is at a path of the board, and what the host may do with it.</summary>
internal static class StatCommand
{
    public static Command Create(Globals globals)
    {
        var path = PathArgument.Create("A file or directory on the board.");
        var command = new Command("stat", "Shows what a file on the board is, and what its host may do with it.") { path };
        command.SetAction(globals.Run(session =>
        {
            var name = session.Path(path);
            return session.WithBoard(board => Show(session, new BoardFiles(board, session.Cancellation).Stat(name)));
        }));
        return command;
    }

    private static int Show(Session session, BoardFile file)
    {
        if (session.Json)
        {
            Screen.PrintJson(new { Schema = 1, File = FileWords.Json(file) });
            return ExitCode.Ok;
        }

        List<(string, string)> fields = [("path", file.Name), ("kind", FileWords.Kind(file)), ("rights", FileWords.Rights(file))];
        if (file.Kind is FileKind.Directory or FileKind.Continuous)
        {
            fields.Add(("size", FileWords.Size(file)));
        }

        fields.Add(("version", file.Version > 0 ? $"{file.Version}" : "changes are not known"));
        Screen.PrintFields([.. fields]);
        return ExitCode.Ok;
    }
}
