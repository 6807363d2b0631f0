// SPDX-License-Identifier: MIT
using System.CommandLine;
using Wardstone.Files;
using Wardstone.Link;
using Wardstone.Runtime;

namespace Wardstone.Cli.Commands;

/// <summary><c>wardstone cat</c>: the content of a file on the board.</summary>
internal static class CatCommand
{
    private const int PauseMs = 100;

    public static Command Create(Globals globals)
    {
        var path = PathArgument.Create("A file on the board.");
        var bytes = new Option<int?>("--bytes")
        {
            HelpName = "N",
            Description = "The first N bytes only; of a stream, which is else read once, exactly so many.",
        };
        bytes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 0 or > BoardFiles.MaxSize)
            {
                result.AddError($"--bytes is 0 to {BoardFiles.MaxSize}");
            }
        });
        var command = new Command("cat", "Prints a file on the board as it is; on a terminal, with \\xNN for what would steer it.")
        {
            path,
            bytes,
        };
        command.SetAction(globals.Run(session =>
        {
            var name = session.Path(path);
            var most = session.Get(bytes);
            return session.WithBoard(board => Show(session, name, Read(session, board, name, most)));
        }));
        return command;
    }

    /// <summary>What the file has: all of it, or one reading of a stream.</summary>
    /// <param name="most">Bytes that are wanted; null for what there is.</param>
    /// <exception cref="LinkException">It has nothing to read.</exception>
    internal static (BoardFile File, byte[] Bytes) Read(Session session, LinkClient board, string path, int? most)
    {
        var files = new BoardFiles(board, session.Cancellation);
        var file = files.Stat(path);
        return (file, file.Kind switch
        {
            FileKind.Directory => throw new LinkException($"{path}: it is a directory; 'wardstone ls' shows what is in it"),
            FileKind.Transactional => throw new LinkException(
                $"{path}: it takes requests; 'wardstone write' sends one and prints the response"),
            FileKind.Stream => most is null ? files.ReadStream(path) : ReadStream(session, board, files, path, most.Value),
            _ => files.Read(path, most ?? BoardFiles.MaxSize, Screen.Progress($"reading {path}")),
        });
    }

    // A stream that stays silent for as long as the board may is no board that answers.
    private static byte[] ReadStream(Session session, LinkClient board, BoardFiles files, string path, int most)
    {
        var read = new MemoryStream();
        var end = Deadline.After((int)board.Timeout.TotalMilliseconds);
        while (read.Length < most)
        {
            var bytes = files.ReadStream(path, most - (int)read.Length);
            read.Write(bytes);
            if (bytes.Length > 0)
            {
                end = Deadline.After((int)board.Timeout.TotalMilliseconds);
                continue;
            }

            if (end.HasPassed)
            {
                throw new LinkException($"{path}: {read.Length} of {most} bytes came, then none for {board.Timeout.TotalSeconds:0.#} s");
            }

            session.Cancellation.WaitHandle.WaitOne(PauseMs);
            session.Cancellation.ThrowIfCancellationRequested();
        }

        return read.ToArray();
    }

    private static int Show(Session session, string path, (BoardFile File, byte[] Bytes) content)
    {
        if (session.Json)
        {
            Screen.PrintJson(new
            {
                Schema = 1,
                Path = path,
                Kind = FileWords.Kind(content.File),
                content.Bytes.Length,
                Base64 = Convert.ToBase64String(content.Bytes),
            });
        }
        else
        {
            BoardBytes.Print(content.Bytes);
        }

        return ExitCode.Ok;
    }
}
