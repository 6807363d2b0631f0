// SPDX-License-Identifier: MIT
using System.CommandLine;
using Spectre.Console;
using Wardstone.Link;
using Wardstone.Log;
using Wardstone.Verification;

namespace Wardstone.Cli.Commands;

/// <summary><c>wardstone log</c>: the event log as the board tells it. Nothing proves it; <c>attest</c> does.</summary>
internal static class LogCommand
{
    private const int DigestBytesShown = 8;

    public static Command Create(Globals globals)
    {
        var raw = new Option<bool>("--raw") { Description = "The log itself, in the TCG's binary format." };
        var output = new Option<FileInfo?>("--out") { HelpName = "FILE", Description = "Where --raw goes, instead of standard output." };
        var command = new Command("log", "Shows the event log as the board tells it, without a proof.") { raw, output };
        command.SetAction(globals.Run(session =>
        {
            var file = session.Get(output);
            var isRaw = session.Get(raw);
            if (isRaw && session.Json)
            {
                throw new UsageException("--raw and --json exclude each other");
            }

            if (file is not null && !isRaw)
            {
                throw new UsageException("--out needs --raw");
            }

            if (isRaw && file is null && !Console.IsOutputRedirected)
            {
                throw new UsageException("binary data on a terminal? Give --out FILE, or redirect the output");
            }

            return session.WithBoard(board =>
            {
                var log = board.ReadLog(Screen.Progress("reading the log"), session.Cancellation);
                return isRaw ? Write(log, file) : Show(session, log);
            });
        }));
        return command;
    }

    private static int Write(LogCopy log, FileInfo? file)
    {
        using Stream output = file is null ? Console.OpenStandardOutput() : file.Create();
        output.Write(log.Bytes);
        return ExitCode.Ok;
    }

    private static int Show(Session session, LogCopy copy)
    {
        if (!TcgEventLog.TryRead(copy.Bytes, out var log, out var reason))
        {
            throw new InvalidDataException($"the event log is malformed: {reason} (--raw gives it as it is)");
        }

        if (session.Json)
        {
            Screen.PrintJson(new
            {
                Schema = 1,
                copy.Generation,
                copy.Bytes.Length,
                Events = log.Events.Select(e => new
                {
                    e.Pcr,
                    Type = (uint)e.Type,
                    TypeName = EventWords.Name(e.Type),
                    Digests = e.Digests.ToDictionary(d => Hash.Name(d.Key), d => Convert.ToHexStringLower(d.Value)),
                    Data = Convert.ToHexStringLower(e.Data),
                    Content = EventWords.Content(e.Type, e.Data),
                }),
            });
            return ExitCode.Ok;
        }

        var bank = log.Banks[0];
        var table = Screen.Table("pcr", "event", Hash.Name(bank), "content");
        foreach (var e in log.Events)
        {
            table.AddRow(
                new Text($"{e.Pcr}"),
                new Text(EventWords.Name(e.Type)),
                new Text(Convert.ToHexStringLower(e.Digests[bank].AsSpan(0, DigestBytesShown)) + "..."),
                new Text(EventWords.Content(e.Type, e.Data)));
        }

        Screen.Print(table);
        return ExitCode.Ok;
    }
}
