// SPDX-License-Identifier: MIT
namespace Wardstone.Cli;

/// <summary>What the process ends with; documented in host/README.md and in --help.</summary>
internal static class ExitCode
{
    /// <summary>Done; of <c>attest</c>: the board is trusted.</summary>
    public const int Ok = 0;

    /// <summary>Anything that has no number of its own.</summary>
    public const int Error = 1;

    /// <summary>The command line is wrong or incomplete.</summary>
    public const int Usage = 2;

    /// <summary>The board is not trusted.</summary>
    public const int NotTrusted = 3;

    /// <summary>The link cannot be opened, or the board does not answer.</summary>
    public const int Unreachable = 4;

    /// <summary>The board answers, and reports a state in which it cannot do this.</summary>
    public const int BoardFailed = 5;

    /// <summary>The board's policy does not allow it to its host.</summary>
    public const int NotAllowed = 6;

    /// <summary>Ended by Ctrl-C.</summary>
    public const int Interrupted = 130;

    /// <summary>The same, for --help.</summary>
    public const string Help =
        "Exit status: 0 done, of attest: trusted; 3 not trusted; 2 wrong usage; 4 link or board unreachable; "
        + "5 board in a failure state; 6 not allowed by the board's policy; 130 interrupted; 1 any other error.";
}
