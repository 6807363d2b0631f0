// SPDX-License-Identifier: MIT
using Wardstone.Link;

namespace Wardstone.Files;

/// <summary>The board answered that it cannot or will not, about a file. The message is the path, and why.</summary>
public sealed class FileRefusedException : LinkException
{
    public FileRefusedException(string path, LinkCommand command, LinkStatus status, string reason)
        : base($"{path}: {Words(command, status)}{(reason.Length > 0 ? $" ({reason})" : "")}")
    {
        Path = path;
        Command = command;
        Status = status;
    }

    public string Path { get; }

    /// <summary>What was asked.</summary>
    public LinkCommand Command { get; }

    /// <summary>The response's status.</summary>
    public LinkStatus Status { get; }

    /// <summary>Whether a status is about a file, and not about the board.</summary>
    internal static bool IsAboutFile(LinkStatus status) => status is LinkStatus.Unavailable or LinkStatus.BadParameter
        or (>= LinkStatus.NoFiles and <= LinkStatus.DeviceFailed);

    private static string Words(LinkCommand command, LinkStatus status) => status switch
    {
        LinkStatus.BadParameter => "the offset or size is out of range",
        LinkStatus.Unavailable => "a component that it needs does not run",
        LinkStatus.NoFiles => "the board has no files for its host",
        LinkStatus.NotPresent => "there is no such file",
        LinkStatus.BadPath => "this is no path on the board",
        LinkStatus.Denied => command is LinkCommand.Write or LinkCommand.Transfer ? "not allowed to write" : "not allowed to read",
        LinkStatus.WrongKind => command switch
        {
            LinkCommand.List => "it is no directory",
            LinkCommand.Read => "it cannot be read",
            LinkCommand.Write => "it cannot be written",
            _ => "it takes no requests",
        },
        LinkStatus.NoSpace => "there is no room",
        LinkStatus.Busy => "somebody else uses it",
        LinkStatus.Interrupted => "it was given up on the way, and may have been done or not",
        _ => "its device failed",
    };
}
