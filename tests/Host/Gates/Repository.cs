// SPDX-License-Identifier: MIT
// Where the gates find what they check: the files of the repository, and the assemblies of the board flavour.
// The assemblies are those of the build before: `dotnet build Firmware.sln`, as ./test does.
using System.Diagnostics;

namespace Wardstone.Tests.Host.Gates;

internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Every file that git tracks or would add, as paths relative to the root.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static string ReadText(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>A project's assembly for the board: built for netnano1.0 in the configuration of this test.</summary>
    public static string BoardAssembly(string project, string assembly)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name.Split('_')[0];
        string[] places = [$"{configuration}_netnano1.0", configuration];
        return places.Select(place => Path.Combine(Root, "artifacts/bin", project, place, assembly + ".dll")).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"{assembly} is not built for the board: dotnet build Firmware.sln");
    }

    /// <summary>The names of the folders with a project under a top-level folder, for example Tpm under firmware.</summary>
    public static IEnumerable<string> Projects(string folder) =>
        Files.Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal));

    /// <summary>Fails with every violation on a line of its own; an assertion over a list would show the first few.</summary>
    public static void AssertNone(string what, IEnumerable<string> violations)
    {
        var list = string.Join("\n  ", violations);
        Assert.True(list.Length == 0, $"{what}:\n  {list}");
    }

    /// <summary>Runs a command to its end: its exit code, and what it wrote to either output.</summary>
    public static (int ExitCode, string Output) Run(string directory, string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "Firmware.sln")))
        {
            directory = directory.Parent ?? throw new DirectoryNotFoundException("no Firmware.sln above the tests");
        }

        return directory.FullName;
    }

    private static string[] ListFiles() =>
        [.. Run(Root, "git", "ls-files", "--cached", "--others", "--exclude-standard").Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(file => File.Exists(Path.Combine(Root, file))).Order(StringComparer.Ordinal)];
}
