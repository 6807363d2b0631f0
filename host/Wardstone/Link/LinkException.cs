// SPDX-License-Identifier: MIT
using Wardstone.Runtime;

namespace Wardstone.Link;

/// <summary>The link to a board did not do what it should. The message is one line for the person who asked.</summary>
public class LinkException : IOException
{
    public LinkException(string message) : base(message)
    {
    }

    public LinkException(string message, Exception cause) : base(message, cause)
    {
    }

    internal static LinkException Malformed(LinkCommand command) => new($"the board's answer to {command} is malformed");
}

/// <summary>The link cannot be opened, is in use, was closed, or the board does not answer.</summary>
public sealed class LinkUnreachableException : LinkException
{
    public LinkUnreachableException(string message) : base(message)
    {
    }

    public LinkUnreachableException(string message, Exception cause) : base(message, cause)
    {
    }
}

/// <summary>The board answered that it cannot or will not.</summary>
public sealed class BoardRefusedException : LinkException
{
    public BoardRefusedException(LinkCommand command, LinkStatus status, string reason)
        : base(Describe(command, status, reason))
    {
        Command = command;
        Status = status;
        Reason = reason;
    }

    /// <summary>What was asked.</summary>
    public LinkCommand Command { get; }

    /// <summary>The response's status.</summary>
    public LinkStatus Status { get; }

    /// <summary>The board's words; may be empty.</summary>
    public string Reason { get; }

    private static string Describe(LinkCommand command, LinkStatus status, string reason)
    {
        var words = status switch
        {
            LinkStatus.BadVersion => "it speaks another version of this protocol",
            LinkStatus.UnknownCommand => "it has no such command",
            LinkStatus.BadLength => "the request has a wrong length",
            LinkStatus.BadParameter => "a value in the request is out of range",
            LinkStatus.NotReady => "its measured boot is still running",
            LinkStatus.Failed => "it is in a failure state",
            LinkStatus.Unavailable => "a component that it needs for it does not run",
            LinkStatus.TpmFailed => "its TPM refused or does not answer",
            _ => $"status {(byte)status}",
        };
        return $"the board refused {command}: {words}{(reason.Length > 0 ? $" ({reason})" : "")}";
    }
}
