// SPDX-License-Identifier: MIT
// The options that every command has, and what becomes of its result or failure.

using System.CommandLine;
using System.CommandLine.Parsing;
using Wardstone.Files;
using Wardstone.Link;

namespace Wardstone.Cli;

/// <summary>Options of every command.</summary>
internal sealed class Globals(CancellationToken cancellation)
{
    private const double MaxTimeout = 24 * 60 * 60;

    public Option<string?> Link { get; } = new("--link")
    {
        HelpName = "ADDRESS",
        Description = "Link to the board: unix:PATH, tcp:HOST:PORT or DEVICE[,BAUD]. Default: $WARDSTONE_LINK.",
        Recursive = true,
    };

    public Option<string?> Console { get; } = new("--console")
    {
        HelpName = "ADDRESS",
        Description = "Console of the board, likewise. Default: $WARDSTONE_CONSOLE.",
        Recursive = true,
    };

    public Option<DirectoryInfo?> State { get; } = new("--state")
    {
        HelpName = "DIR",
        Description = "Where the pairing is kept. Default: $WARDSTONE_STATE, else $XDG_STATE_HOME/wardstone.",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON.", Recursive = true };

    public Option<double> Timeout { get; } = new("--timeout")
    {
        HelpName = "SECONDS",
        Description = "How long to wait for the board's answer, and for another process to leave the link.",
        DefaultValueFactory = _ => 15,
        Recursive = true,
        Validators = { result => Require(result.GetValueOrDefault<double>() is >= 0 and <= MaxTimeout, result, "is 0 to 86400 seconds") },
    };

    /// <summary>The action of a command: runs it, and makes one line and an exit code of what goes wrong.</summary>
    public Func<System.CommandLine.ParseResult, int> Run(Func<Session, int> command) => arguments =>
    {
        var json = arguments.GetValue(Json);
        try
        {
            return command(new Session(this, arguments, cancellation));
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (Classify(e) is { } code)
        {
            System.Console.Error.WriteLine($"wardstone: {e.Message}");
            if (json)
            {
                Screen.PrintJson(new { Schema = 1, Error = e.Message, ExitCode = code });
            }

            return code;
        }
    };

    private static void Require(bool condition, OptionResult result, string otherwise)
    {
        if (!condition)
        {
            result.AddError($"{result.Option.Name} {otherwise}");
        }
    }

    private static int? Classify(Exception e) => e switch
    {
        UsageException => ExitCode.Usage,
        LinkUnreachableException => ExitCode.Unreachable,
        BoardRefusedException
        {
            Status: LinkStatus.NotReady or LinkStatus.Failed or LinkStatus.TpmFailed or LinkStatus.Unavailable
        } => ExitCode.BoardFailed,
        FileRefusedException { Status: LinkStatus.Denied } => ExitCode.NotAllowed,
        FileRefusedException { Status: LinkStatus.BadPath } => ExitCode.Usage,
        FileRefusedException
        {
            Status: LinkStatus.NoFiles or LinkStatus.Unavailable or LinkStatus.Busy or LinkStatus.DeviceFailed
        } => ExitCode.BoardFailed,
        IOException or InvalidDataException or UnauthorizedAccessException => ExitCode.Error,
        _ => null,
    };
}
