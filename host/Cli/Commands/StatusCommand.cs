// SPDX-License-Identifier: MIT
using System.CommandLine;
using Wardstone.Link;

namespace Wardstone.Cli.Commands;

/// <summary><c>wardstone status</c>: state, version and identity, all by the board's own word.</summary>
internal static class StatusCommand
{
    public static Command Create(Globals globals)
    {
        var command = new Command("status", "Shows the state of the board, as it says itself. Exit status 5 if that is a failure.");
        command.SetAction(globals.Run(session => session.WithBoard(board => Show(session, board.ReadStatus(session.Cancellation)))));
        return command;
    }

    private static int Show(Session session, BoardStatus status)
    {
        var state = LinkClient.Text(status.State);
        var board = LinkClient.Text(status.Board);
        var version = LinkClient.Text(status.Version);
        var buildId = Convert.ToHexStringLower(status.BuildId.ToArray());
        var reason = LinkClient.Text(status.Reason);
        if (session.Json)
        {
            Screen.PrintJson(new
            {
                Schema = 1,
                Phase = Name(status.Phase),
                State = state,
                Reason = reason,
                Board = board,
                Version = version,
                BuildId = buildId,
                status.UptimeMs,
                status.LogLength,
                status.LogGeneration,
                status.MessageLimit,
            });
        }
        else
        {
            Screen.PrintFields(
                ("state", reason.Length > 0 ? $"{state}: {reason}" : state),
                ("board", board),
                ("firmware", version),
                ("build id", buildId),
                ("up", $"{status.UptimeMs / 1000.0:0.0} s"),
                ("event log", $"{status.LogLength} bytes"));
        }

        return status.Phase == BoardPhase.Failed ? ExitCode.BoardFailed : ExitCode.Ok;
    }

    private static string Name(BoardPhase phase) => phase switch
    {
        BoardPhase.Starting => "starting",
        BoardPhase.Ready => "ready",
        BoardPhase.Failed => "failed",
        _ => $"unknown-{(byte)phase}",
    };
}
