// SPDX-License-Identifier: MIT
using System.CommandLine;
using Wardstone.Files;

namespace Wardstone.Cli;

/// <summary>A path on the board, as the commands for files take it.</summary>
internal static class PathArgument
{
    public static Argument<string> Create(string description) => new("path") { HelpName = "PATH", Description = description };

    /// <summary>The path that was given; a slash at its end counts for nothing.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static string Path(this Session session, Argument<string> argument)
    {
        var given = session.Get(argument);
        var path = given.Length > 1 && given.EndsWith('/') ? given[..^1] : given;
        return BoardFile.IsPath(path)
            ? path
            : throw new UsageException(
                $"'{Screen.Printable(given)}' is no path on the board: '/', or names of 1 to 31 ASCII characters, each after a '/'");
    }
}
