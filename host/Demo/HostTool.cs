// SPDX-License-Identifier: MIT
// The host's side of the demo: the command `wardstone` with a state directory of its own.

using System.Runtime.InteropServices;
using Wardstone.Emulation;

namespace Wardstone.Demo;

/// <summary>Runs `wardstone`, and shells that find it.</summary>
/// <param name="scratch">For its state.</param>
/// <param name="buildOutput">Of the board: where it finds names for the addresses in faults.</param>
internal sealed class HostTool(ScratchDirectory scratch, string buildOutput, CancellationToken cancel)
{
    private readonly Dictionary<string, string> _environment = new()
    {
        ["PATH"] = $"{ToolDirectory}:{Environment.GetEnvironmentVariable("PATH")}",
        ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
        ["WARDSTONE_STATE"] = scratch.Subdirectory("host"),
        ["WARDSTONE_SYMBOLS"] = buildOutput,
    };

    /// <summary>What to type to reach the board from another shell.</summary>
    public string Exports => string.Join('\n', _environment.Select(variable => $"  export {variable.Key}={variable.Value}"));

    // Beside our own output: artifacts/bin/<project>/<configuration>.
    private static string ToolDirectory
    {
        get
        {
            var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
            return Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Cli", configuration));
        }
    }

    /// <summary>Turns to a board.</summary>
    /// <param name="board">Which.</param>
    /// <param name="link">The address of its link, or of who is in between.</param>
    public void Use(EmulatedBoard board, string link)
    {
        _environment["WARDSTONE_LINK"] = link;
        _environment["WARDSTONE_CONSOLE"] = board.ConsoleAddress;
    }

    /// <summary>Pins the board's attestation key, and keeps the reference of the build output. Its words go to standard error.</summary>
    /// <exception cref="IOException">It failed.</exception>
    public void Pair()
    {
        var status = ChildProcess.Run(_environment, cancel, "sh", "-c", "exec wardstone pair --reference \"$0\" >&2", buildOutput);
        if (status != 0)
        {
            throw new IOException($"'wardstone pair' ended with {status}");
        }
    }

    /// <summary>Prints the verified report; 0 if the board is trusted.</summary>
    public int Attest(bool json) =>
        ChildProcess.Run(_environment, cancel, ["wardstone", "attest", .. json ? ["--json"] : Array.Empty<string>()]);

    /// <summary>Prints the component tree.</summary>
    /// <exception cref="IOException">The board has none.</exception>
    public void ShowComponents()
    {
        if (ChildProcess.Run(_environment, cancel, "wardstone", "report", "init") is var status and not 0)
        {
            throw new IOException($"'wardstone report init' ended with {status}");
        }
    }

    /// <summary>Runs a command in a shell; its status.</summary>
    public int Shell(string command) => ChildProcess.Run(_environment, cancel, "sh", "-c", command);
}
