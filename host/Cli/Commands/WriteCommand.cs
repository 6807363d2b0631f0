// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Text;
using Wardstone.Files;
using Wardstone.Link;
using Wardstone.Runtime;

namespace Wardstone.Cli.Commands;

/// <summary><c>wardstone write</c>: bytes into a file on the board, or a request to one that takes requests.</summary>
internal static class WriteCommand
{
    public static Command Create(Globals globals)
    {
        var path = PathArgument.Create("A file on the board.");
        var text = new Option<string?>("--text") { HelpName = "T", Description = "These characters, as UTF-8, and nothing after them." };
        var input = new Option<FileInfo?>("--in") { HelpName = "FILE", Description = "What is in this file. Default: standard input." };
        var create = new Option<bool>("--create") { Description = "Make the file where there is none." };
        var truncate = new Option<bool>("--truncate") { Description = "Empty it first; else what is not written over stays." };
        var append = new Option<bool>("--append") { Description = "Write at the file's end." };
        var command = new Command("write", "Writes into a file on the board, or sends a request and prints the response.")
        {
            path, text, input, create, truncate, append,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(truncate) && result.GetValue(append))
            {
                result.AddError("--truncate and --append exclude each other");
            }

            if (result.GetValue(text) is not null && result.GetValue(input) is not null)
            {
                result.AddError("--text and --in exclude each other");
            }
        });
        command.SetAction(globals.Run(session =>
        {
            var name = session.Path(path);
            var bytes = session.Get(text) is { } characters
                ? Encoding.UTF8.GetBytes(characters)
                : Bytes(session.Get(input), session.Cancellation);
            var mode = (session.Get(create) ? OpenMode.Create : 0) | (session.Get(truncate) ? OpenMode.Truncate : 0);
            return session.WithBoard(board => Write(session, board, name, bytes, mode, session.Get(append)));
        }));
        return command;
    }

    private static int Write(Session session, LinkClient board, string path, byte[] bytes, OpenMode mode, bool append)
    {
        var files = new BoardFiles(board, session.Cancellation);
        var file = Find(files, path, mode);
        if (file?.Kind == FileKind.Transactional)
        {
            return mode == 0 && !append
                ? Transfer(session, files, path, bytes, board.Timeout)
                : throw new UsageException($"{path} takes requests: --create, --truncate and --append are for other files");
        }

        if (file?.Kind == FileKind.Directory)
        {
            throw new LinkException($"{path}: it is a directory");
        }

        var offset = append && file is not null ? (int)file.Size : 0;
        files.Write(path, offset, bytes, mode, Screen.Progress($"writing {path}"));
        if (session.Json)
        {
            Screen.PrintJson(new { Schema = 1, Path = path, Offset = offset, Written = bytes.Length });
        }

        return ExitCode.Ok;
    }

    private static int Transfer(Session session, BoardFiles files, string path, byte[] request, TimeSpan timeout)
    {
        if (request.Length > BoardFiles.MaxRequest(path))
        {
            throw new UsageException($"a request to {path} has at most {BoardFiles.MaxRequest(path)} bytes");
        }

        var response = files.Transfer(path, request, timeout);
        if (session.Json)
        {
            Screen.PrintJson(new { Schema = 1, Path = path, response.Length, Base64 = Convert.ToBase64String(response) });
        }
        else
        {
            BoardBytes.Print(response);
        }

        return ExitCode.Ok;
    }

    // What is there; null where it is to be made.
    private static BoardFile? Find(BoardFiles files, string path, OpenMode mode)
    {
        try
        {
            return files.Stat(path);
        }
        catch (FileRefusedException e) when (e.Status == LinkStatus.NotPresent && (mode & OpenMode.Create) != 0)
        {
            return null;
        }
    }

    // A read of standard input does not end by itself when the person gives up.
    private static byte[] Bytes(FileInfo? input, CancellationToken cancellation)
    {
        using Stream stream = input is null ? Console.OpenStandardInput() : input.OpenRead();
        var bytes = new MemoryStream();
        var buffer = new byte[4096];
        for (var count = Read(); count > 0; count = Read())
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > BoardFiles.MaxSize)
            {
                throw new UsageException($"at most {BoardFiles.MaxSize} bytes can be written");
            }
        }

        return bytes.ToArray();

        int Read() => stream.ReadAsync(buffer, cancellation).AsTask().WaitAsync(cancellation).GetAwaiter().GetResult();
    }
}
