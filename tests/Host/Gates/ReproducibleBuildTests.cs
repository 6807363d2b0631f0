// SPDX-License-Identifier: MIT
// The same sources give the same image wherever they lie: two copies of the tree, at different depths, are built and compared.
using System.Text.Json;
using Wardstone.Emulation;

namespace Wardstone.Tests.Host.Gates;

public class ReproducibleBuildTests
{
    [Fact]
    public void TwoDirectoriesGiveTheSameImage()
    {
        using var root = new ScratchDirectory();
        var first = Build(Path.Combine(root.FullPath, "a"));
        var second = Build(Path.Combine(root.FullPath, "some/where/else"));
        Assert.Equal(BuildId(first), BuildId(second));
        Assert.Equal(File.ReadAllBytes(Path.Combine(first, "firmware.bin")), File.ReadAllBytes(Path.Combine(second, "firmware.bin")));
        Assert.Equal(File.ReadAllText(Path.Combine(first, "firmware.sym")), File.ReadAllText(Path.Combine(second, "firmware.sym")));
        Assert.Equal(File.ReadAllText(Path.Combine(first, "sbom.json")), File.ReadAllText(Path.Combine(second, "sbom.json")));
    }

    private static string BuildId(string output) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "manifest.json"))).RootElement.GetProperty("buildId").GetString()!;

    private static string Build(string directory)
    {
        foreach (var file in Repository.Files)
        {
            var copy = Path.Combine(directory, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(Repository.Root, file), copy);
        }

        var (exitCode, output) = Repository.Run(
            directory, "dotnet", "build", "boards/ast1030-evb", "--nologo", "-nodeReuse:false", "-v:quiet");
        Assert.True(exitCode == 0, output);
        return Path.Combine(directory, "artifacts/boards/ast1030-evb");
    }
}
