// SPDX-License-Identifier: MIT
// The link is free between two looks, for other commands. The board is asked, it does not tell: nothing there knows of a watcher.

using System.CommandLine;
using Wardstone.Files;
using Wardstone.Runtime;

namespace Wardstone.Cli.Commands;

/// <summary><c>wardstone watch</c>: a file on the board, again whenever it changes.</summary>
internal static class WatchCommand
{
    private const int MinIntervalMs = 10;
    private const int MaxIntervalMs = 24 * 60 * 60 * 1000;

    public static Command Create(Globals globals)
    {
        var path = PathArgument.Create("A file on the board.");
        var interval = new Option<int>("--interval")
        {
            HelpName = "MS",
            Description = "Milliseconds between two looks at it.",
            DefaultValueFactory = _ => 1000,
        };
        interval.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < MinIntervalMs or > MaxIntervalMs)
            {
                result.AddError($"--interval is {MinIntervalMs} to {MaxIntervalMs} milliseconds");
            }
        });
        var count = new Option<int>("--count") { HelpName = "N", Description = "End when it was printed so often. Default: with Ctrl-C." };
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--count is 1 or more");
            }
        });
        var command = new Command("watch", "Prints a file on the board, and again whenever it changes, until Ctrl-C.")
        {
            path, interval, count,
        };
        command.SetAction(globals.Run(session =>
        {
            try
            {
                Watch(session, session.Path(path), session.Get(interval), session.Get(count));
            }
            catch (OperationCanceledException)
            {
                // This is how it is to end.
            }

            return ExitCode.Ok;
        }));
        return command;
    }

    private static void Watch(Session session, string path, int intervalMs, int count)
    {
        (BoardFile File, byte[] Bytes)? last = null;
        for (var printed = 0; count == 0 || printed < count;)
        {
            _ = session.WithBoard(board =>
            {
                if (last is null || MayDiffer(last.Value.File, new BoardFiles(board, session.Cancellation), path))
                {
                    var now = CatCommand.Read(session, board, path, most: null);
                    printed += Show(session, path, last, now) ? 1 : 0;
                    last = now.File.Kind == FileKind.Stream && now.Bytes.Length == 0 ? last ?? now : now;
                }

                return ExitCode.Ok;
            });
            if (count == 0 || printed < count)
            {
                session.Cancellation.WaitHandle.WaitOne(intervalMs);
                session.Cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    // Where changes are known, one look at the version is enough.
    private static bool MayDiffer(BoardFile last, BoardFiles files, string path) =>
        last.Version == 0 || last.Kind == FileKind.Stream || files.Stat(path).Version != last.Version;

    // A stream that has nothing now has not changed.
    private static bool Show(Session session, string path, (BoardFile File, byte[] Bytes)? last, (BoardFile File, byte[] Bytes) now)
    {
        var isSame = last is not null && now.File.Version == last.Value.File.Version && now.Bytes.SequenceEqual(last.Value.Bytes);
        if (isSame || (now.File.Kind == FileKind.Stream && now.Bytes.Length == 0))
        {
            return false;
        }

        if (session.Json)
        {
            Screen.PrintJsonLine(new { Schema = 1, Path = path, now.File.Version, Base64 = Convert.ToBase64String(now.Bytes) });
        }
        else
        {
            BoardBytes.Print(now.Bytes.Length > 0 && now.Bytes[^1] != '\n' ? [.. now.Bytes, (byte)'\n'] : now.Bytes);
        }

        return true;
    }
}
