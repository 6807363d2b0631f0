// SPDX-License-Identifier: MIT
// The pages that say how something is added, taken at their word: their steps are done in one copy of the repository, with the code, the
// lines and the stanzas as they stand there. What came of them is then built, and runs with all else that init.hid starts.

using Wardstone.Tests.Host.Gates;

namespace Wardstone.Tests.Host.Composition;

[CollectionDefinition(nameof(FollowedPages))]
public sealed class FollowedPages : ICollectionFixture<FollowedPages>, IDisposable
{
    public const string Components = "firmware/Appliance/Components";
    public const string Drivers = "firmware/Drivers";
    public const string Binaries = "firmware/Appliance/Binaries.cs";
    public const string CharDrivers = "firmware/Appliance/CharDrivers.cs";
    public const string InitHid = "boards/ast1030-evb/init.hid";

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
          <ItemGroup>
            <ProjectReference Include="../firmware/Appliance/Appliance.csproj" />
          </ItemGroup>
        </Project>
        """;

    // Sees what the host would, once.
    private const string Reader = """
        + start reader | ram: 4K
          + route
            + service Log | + child uart_log
            + service FileSystem | + child vfs

        """;

    private readonly RepositoryCopy _copy = new();

    public FollowedPages()
    {
        ChangedForComponent = AfterSteps(AddComponent);
        ChangedForDriver = AfterSteps(AddDriver);
        Output = Run("[beat] the first period is over", "[reader] -10.5 C");
    }

    /// <summary>The files that the page of components had changed.</summary>
    internal string[] ChangedForComponent { get; }

    /// <summary>The files that the page of drivers had changed.</summary>
    internal string[] ChangedForDriver { get; }

    /// <summary>What the console showed, or why there was none.</summary>
    internal string Output { get; }

    public void Dispose() => _copy.Dispose();

    private string[] AfterSteps(Action steps)
    {
        var before = _copy.Snapshot();
        Assert.Contains(InitHid, before.Keys);
        steps();
        return _copy.ChangedSince(before);
    }

    private void AddComponent()
    {
        var page = Repository.ReadText($"{Components}/README.md");
        foreach (var file in Directory.GetFiles(_copy.FullPath($"{Components}/Example")))
        {
            _copy.Add($"{Components}/Beat/{Rename(Path.GetFileName(file))}", Rename(File.ReadAllText(file)));
        }

        _copy.AddToList(Binaries, RepositoryCopy.Blocks(page, "csharp").Single());
        _copy.AddStanza(InitHid, RepositoryCopy.Blocks(page, "hid").Single());

        static string Rename(string text) =>
            text.Replace("Example", "Beat", StringComparison.Ordinal).Replace("example", "beat", StringComparison.Ordinal);
    }

    private void AddDriver()
    {
        var page = Repository.ReadText($"{Drivers}/README.md");
        var code = RepositoryCopy.Blocks(page, "csharp");
        var config = RepositoryCopy.Blocks(page, "hid");
        Assert.Equal((2, 2), (code.Length, config.Length));
        _copy.Add($"{Drivers}/Lm75.cs", code[0]);
        _copy.AddToList(CharDrivers, code[1]);
        _copy.AddBelow(InitHid, "+ i2c temp ", config[0]);
        _copy.AddBelow(InitHid, "+ dev temp0 ", config[1]);
    }

    private string Run(params string[] lines)
    {
        _copy.Add("runner/Runner.csproj", Project);
        _copy.Add("runner/Program.cs", Repository.ReadText("tests/Host/Composition/Runner/Program.cs"));
        var runner = _copy.FullPath("runner");
        var (exitCode, output) = Repository.Run(runner, "dotnet", "build", "--nologo", "-nodeReuse:false", "-p:RunAnalyzers=false");
        if (exitCode != 0)
        {
            return output;
        }

        _copy.AddStanza(InitHid, Reader);
        File.WriteAllText(
            _copy.FullPath(InitHid), File.ReadAllText(_copy.FullPath(InitHid)).Replace("+ policy host_link", "+ policy reader"));
        var assembly = _copy.FullPath("artifacts/bin/Runner/debug/Wardstone.Runner.dll");
        return Repository.Run(runner, "dotnet", [assembly, _copy.FullPath(InitHid), .. lines]).Output;
    }
}
