// SPDX-License-Identifier: MIT
// hal/Build/SDK.md, taken at its word: its commands make the package and a project outside this repository, built from that package alone.
// NuGet's folder for the project is a new one. It has the compiler's package from the machine's own, and nothing else, so that no
// package of another day is found, and nobody has to be asked for one.

using System.Diagnostics;
using System.Text.RegularExpressions;
using Wardstone.Emulation;

namespace Wardstone.Tests.SystemTests.Sdk;

/// <summary>The page, followed once.</summary>
[CollectionDefinition(nameof(StandaloneProject))]
public sealed class StandaloneProject : ICollectionFixture<StandaloneProject>, IDisposable
{
    private const string CompilerPackage = "runtime.linux-x64.microsoft.dotnet.ilcompiler";
    private const string PlaceOnPage = "~/standalone";
    private static readonly TimeSpan CommandBound = TimeSpan.FromMinutes(3);

    private readonly ScratchDirectory _scratch = new();

    public StandaloneProject()
    {
        var own = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        Packages = _scratch.Subdirectory("nuget");
        Directory.CreateSymbolicLink(Path.Combine(Packages, CompilerPackage), Path.Combine(own, CompilerPackage));
        Folder = _scratch.Subdirectory("standalone");
        var commands = Blocks("sh").Select(block => block.Replace(PlaceOnPage, Folder, StringComparison.Ordinal)).ToArray();
        Assert.Equal(3, commands.Length);
        var (status, output) = Run(BoardFiles.Root, own, "sh", "-ec", commands[0]);
        Assert.True(status == 0, output);
        var lines = commands[1].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        (status, BuildOutput) = Run(Folder, Packages, "sh", "-ec", lines[0]);
        Assert.True(status == 0, BuildOutput);
        RunCommand = lines[1];
        TpmCommands = commands[2];
    }

    /// <summary>The version that the repository is, and its package.</summary>
    public static string Version { get; } = Regex.Match(
        File.ReadAllText(Path.Combine(BoardFiles.Root, "Directory.Build.props")), "<Version>(.*)</Version>").Groups[1].Value;

    /// <summary>Where the project is.</summary>
    public string Folder { get; }

    /// <summary>NuGet's folder for it.</summary>
    public string Packages { get; }

    /// <summary>What its build said.</summary>
    public string BuildOutput { get; }

    /// <summary>How the page has it run.</summary>
    public string RunCommand { get; }

    /// <summary>How the page has a program with a TPM run.</summary>
    public string TpmCommands { get; }

    public void Dispose() => _scratch.Dispose();

    /// <summary>The blocks of the page in a language, in order.</summary>
    public static string[] Blocks(string language)
    {
        var page = File.ReadAllText(Path.Combine(BoardFiles.Root, "hal/Build/SDK.md"));
        var blocks = Regex.Matches(page, $"^```{language}\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline);
        return [.. blocks.Select(block => block.Groups[1].Value)];
    }

    /// <summary>A file of a project's build.</summary>
    public static string Built(string folder, string file) => Path.Combine(folder, "bin/Debug/netnano1.0", file);

    /// <summary>Another project, with the sample's files and not what was built of them.</summary>
    public string Copy(string name)
    {
        var copy = _scratch.Subdirectory(name);
        foreach (var file in Directory.GetFiles(Folder))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }

    /// <summary>Starts a shell's command in a project's folder, whose end is Dispose.</summary>
    public RunningCommand Start(string folder, string command) => new(folder, command, Settings(Packages));

    /// <summary>Runs a command to its end.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="packages">NuGet's folder.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <returns>Its exit status, and what it wrote.</returns>
    public static (int Status, string Output) Run(string folder, string packages, params string[] command)
    {
        var info = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var (name, value) in Settings(packages))
        {
            info.Environment[name] = value;
        }

        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(CommandBound))
        {
            process.Kill(entireProcessTree: true);
        }

        process.WaitForExit();
        return (process.ExitCode, output.Result + error.Result);
    }

    private static Dictionary<string, string> Settings(string packages) => new()
    {
        ["NUGET_PACKAGES"] = packages, ["MSBUILDDISABLENODEREUSE"] = "1", ["UseSharedCompilation"] = "false", ["DOTNET_NOLOGO"] = "1",
    };
}
