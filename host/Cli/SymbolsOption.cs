// SPDX-License-Identifier: MIT
using System.CommandLine;

namespace Wardstone.Cli;

/// <summary>The option of those commands that name code addresses.</summary>
internal static class SymbolsOption
{
    private const string Variable = "WARDSTONE_SYMBOLS";

    public static Option<string[]> Create() => new("--symbols")
    {
        HelpName = "PATH",
        Description = $"firmware.sym, or the build output that has it; once for each build. Default: ${Variable}, separated by ':'.",
    };

    /// <summary>The paths that were given, or else those of the variable.</summary>
    public static string[] Paths(string[]? given) => given is { Length: > 0 }
        ? given
        : Environment.GetEnvironmentVariable(Variable)?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
