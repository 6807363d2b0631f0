// SPDX-License-Identifier: MIT
// Every nanoFramework project of the repository, built by MSBuild from a copy of the sources: with its own items and targets, and with
// ProjectSystem/ in place of what nanoFramework's extension installs. So the lists of sources are those that the extension would see, and
// what is generated is generated; the assemblies are compiled against the board's system library, not against nanoFramework's packages.

using Wardstone.Emulation;
using Wardstone.Tests.Host.Gates;

namespace Wardstone.Tests.Host.NanoFramework;

/// <summary>What one project was made of.</summary>
/// <param name="Name">Its path in the repository.</param>
/// <param name="Assembly">The compiled assembly.</param>
/// <param name="Output">The folder of its output.</param>
/// <param name="Language">The version of C#.</param>
/// <param name="Sources">Paths in the repository, and what was generated.</param>
/// <param name="References">Names of assemblies, with the paths at which the packages have them.</param>
public sealed record NanoProject(
    string Name, string Assembly, string Output, string Language, string[] Sources, (string Name, string Path)[] References);

[CollectionDefinition(nameof(NanoBuild))]
public sealed class NanoBuild : ICollectionFixture<NanoBuild>, IDisposable
{
    private const string Stubs = "tests/Host/NanoFramework/ProjectSystem/";

    private static readonly string[] Folders =
        ["firmware/", "tests/Portable/", "tests/Bench/Workload/", "boards/nanoframework/", "samples/"];

    private readonly ScratchDirectory _scratch = new();

    public NanoBuild()
    {
        foreach (var file in Repository.Files.Where(file => !file.Contains('/') || Folders.Any(file.StartsWith)))
        {
            Copy(file, Path.Combine(Root, file));
        }

        foreach (var file in Repository.Files.Where(file => file.StartsWith(Stubs, StringComparison.Ordinal)))
        {
            Copy(file, _scratch.FullPath + "/system/" + Path.GetFileName(file));
        }

        Directory.CreateDirectory(Facts);
        File.WriteAllText(Path.Combine(Root, "All.proj"), $"""
            <Project>
              <ItemGroup>{string.Concat(ProjectFiles.Select(file => $"<P Include=\"{file}\" />"))}</ItemGroup>
              <Target Name="Build"><MSBuild Projects="@(P)" /></Target>
            </Project>
            """);
        var (exitCode, output) = Repository.Run(
            Root, "dotnet", "msbuild", "All.proj", "-nologo", "-verbosity:quiet", "-nodeReuse:false", "-p:Configuration=Debug",
            $"-p:NanoFrameworkProjectSystemPath={_scratch.FullPath}/system/", $"-p:FactsFolder={Facts}",
            $"-p:BoardAssemblies=\"{string.Join(';', BoardAssemblies())}\"");
        Assert.True(exitCode == 0, output);
        Projects = [.. ProjectFiles.Select(ReadFacts)];
    }

    /// <summary>The projects, as paths in the repository.</summary>
    public static string[] ProjectFiles { get; } =
        [.. Repository.Files.Where(file => file.EndsWith(".nfproj", StringComparison.Ordinal))];

    /// <summary>All of them, built.</summary>
    internal NanoProject[] Projects { get; }

    /// <summary>The copy of the sources; with a space in its path, as there is in many.</summary>
    internal string Root => _scratch.FullPath + "/the sources";

    private string Facts => _scratch.FullPath + "/facts";

    public void Dispose() => _scratch.Dispose();

    internal NanoProject Project(string name) =>
        Projects.Single(project => Path.GetFileNameWithoutExtension(project.Name) == name);

    private static string[] BoardAssemblies() =>
    [
        Repository.BoardAssembly("CoreLib", "Wardstone.CoreLib"),
        Repository.BoardAssembly("Devices", "Wardstone.Devices"),
        Repository.BoardAssembly("TestFramework", "Wardstone.TestFramework"),
    ];

    private static void Copy(string file, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Path.Combine(Repository.Root, file), target);
    }

    private NanoProject ReadFacts(string file)
    {
        var facts = File.ReadAllLines($"{Facts}/{Path.GetFileNameWithoutExtension(file)}.txt").Select(line => line.Split('|'))
            .ToLookup(fact => fact[0], fact => fact[1..]);
        return new NanoProject(
            file,
            facts["assembly"].Single()[0],
            facts["output"].Single()[0],
            facts["lang"].Single()[0],
            [.. facts["compile"].Select(fact => Path.GetRelativePath(Root, fact[0]))],
            [.. facts["reference"].Select(fact => (fact[0], fact[1].Replace('\\', '/')))]);
    }
}
