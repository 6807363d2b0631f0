// SPDX-License-Identifier: MIT
using System.CommandLine;
using Wardstone.Files;
using Wardstone.Link;
using Wardstone.Reference;

namespace Wardstone.Cli;

/// <summary>One run of one command: its options, the way to the board, and where its state is kept.</summary>
internal sealed class Session(Globals globals, ParseResult arguments, CancellationToken cancellation)
{
    public CancellationToken Cancellation => cancellation;

    public bool Json => arguments.GetValue(globals.Json);

    /// <summary>The pinned attestation key.</summary>
    public string PairingPath => Path.Combine(StateDirectory, "pairing.json");

    /// <summary>The reference values given at pairing.</summary>
    public string ReferencePath => Path.Combine(StateDirectory, "reference.json");

    private TimeSpan Timeout => TimeSpan.FromSeconds(arguments.GetValue(globals.Timeout));

    private string StateDirectory =>
        arguments.GetValue(globals.State)?.FullName
        ?? Variable("WARDSTONE_STATE")
        ?? Path.Combine(
            Variable("XDG_STATE_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state"),
            "wardstone");

    public T? Get<T>(Option<T> option) => arguments.GetValue(option);

    public T Get<T>(Argument<T> argument) => arguments.GetRequiredValue(argument);

    /// <summary>Reads reference values from a file or a build output.</summary>
    public static ReferenceManifest LoadReference(string path) => Path.Exists(path)
        ? ReferenceManifest.Load(path)
        : throw new UsageException($"no reference values: there is no '{path}'; see 'wardstone reference --help'");

    /// <summary>Opens the link for the length of <paramref name="ask"/>.</summary>
    public int WithBoard(Func<LinkClient, int> ask)
    {
        using var port = Open(globals.Link, "link", "WARDSTONE_LINK");
        var board = new LinkClient(port.Terminal) { Timeout = Timeout };
        try
        {
            return ask(board);
        }
        catch (BoardRefusedException e) when (e.Reason.Length == 0)
        {
            throw new BoardRefusedException(e.Command, e.Status, State(board));
        }
        catch (FileRefusedException e) when (e.Status == LinkStatus.NoFiles)
        {
            throw new FileRefusedException(e.Path, e.Command, e.Status, State(board));
        }
    }

    // A board that gives no reason has one in its state.
    private string State(LinkClient board)
    {
        var status = board.ReadStatus(cancellation);
        var reason = LinkClient.Text(status.Reason);
        return LinkClient.Text(status.State) + (reason.Length > 0 ? $": {reason}" : "");
    }

    public LinkPort OpenConsole() => Open(globals.Console, "console", "WARDSTONE_CONSOLE");

    /// <summary>Makes sure that there is a place for the pairing.</summary>
    public void CreateStateDirectory() => Directory.CreateDirectory(StateDirectory);

    private LinkPort Open(Option<string?> option, string what, string variable)
    {
        var address = arguments.GetValue(option) ?? Variable(variable)
            ?? throw new UsageException($"which {what}? Give {option.Name} or set {variable}");
        return LinkPort.Open(address, Timeout, cancellation);
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
