// SPDX-License-Identifier: MIT
// In portable code a status that nobody looks at does not compile. The rule is the compiler's (IDE0058); this builds a small
// project under the repository's own settings to see that they turn it on, and for firmware/ alone.
using Wardstone.Emulation;

namespace Wardstone.Tests.Host.Gates;

public class IgnoredStatusTests
{
    private static readonly string[] Settings =
    [
        ".editorconfig", "global.json", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props",
        "firmware/Directory.Build.props",
    ];

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFrameworks>net10.0</TargetFrameworks></PropertyGroup>
          <ItemGroup><ProjectReference Remove="@(ProjectReference)" /></ItemGroup>
        </Project>
        """;

    [Fact]
    public void DoesNotCompile()
    {
        var (exitCode, output) = Build("Port.Open();");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error IDE0058", output, StringComparison.Ordinal);
    }

    [Fact]
    public void CompilesWhenDiscarded()
    {
        var (exitCode, output) = Build("_ = Port.Open();");
        Assert.True(exitCode == 0, output);
    }

    private static (int ExitCode, string Output) Build(string statement)
    {
        using var root = new ScratchDirectory();
        var project = root.Subdirectory("firmware/Probe");
        foreach (var file in Settings)
        {
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(root.FullPath, file));
        }

        File.WriteAllText(Path.Combine(project, "Probe.csproj"), Project);
        File.WriteAllText(Path.Combine(project, "Probe.cs"), $$"""
            namespace Wardstone.Probe
            {
                public enum IoStatus { Ok, Failed }

                public static class Port
                {
                    public static IoStatus Open() => IoStatus.Failed;

                    public static void Use()
                    {
                        {{statement}}
                    }
                }
            }
            """);
        return Repository.Run(project, "dotnet", "build", "--nologo", "-nodeReuse:false");
    }
}
