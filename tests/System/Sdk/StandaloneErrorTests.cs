// SPDX-License-Identifier: MIT
// What is wrong with a project outside the repository is said in one line: that of the table in hal/Build/SDK.md.

using Wardstone.Emulation;

namespace Wardstone.Tests.SystemTests.Sdk;

[Collection(nameof(StandaloneProject))]
public sealed class StandaloneErrorTests(StandaloneProject project)
{
    private static readonly string[] Build = ["dotnet", "build", "--no-restore"];

    [Fact]
    public void AnUnknownBoard()
    {
        var copy = CopyFor("unknown", "some-board");
        const string Boards = "There is: ast1030-evb, nucleo-f767zi, stm32f4-discovery;";
        Fails("error WS0003: <Board> is 'some-board', which has no memory.ld. " + Boards, copy, project.Packages, Build);
    }

    [Fact]
    public void AMissingToolAndItsRemedy()
    {
        var path = Directory.CreateDirectory(Path.Combine(project.Packages, "path")).FullName;
        try
        {
            var dotnet = new FileInfo(Environment.ProcessPath!);
            foreach (var (name, target) in new[] { ("dotnet", dotnet.FullName), ("head", "/usr/bin/head"), ("sh", "/bin/sh") })
            {
                File.CreateSymbolicLink(Path.Combine(path, name), new FileInfo(target).ResolveLinkTarget(true)?.FullName ?? target);
            }

            var copy = project.Copy("no-tools");
            Fails(
                "error WS0001: arm-none-eabi-gcc not found: on Debian, apt-get install gcc-arm-none-eabi libnewlib-arm-none-eabi",
                copy,
                project.Packages,
                "/usr/bin/env",
                "PATH=" + path,
                dotnet.FullName,
                "build");
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    [Theory]
    [InlineData("hal/CortexM/faults.S")]
    [InlineData("lib/netnano1.0/Wardstone.Aspeed.dll")]
    [InlineData("boards/ast1030-evb/memory.ld")]
    [InlineData("tools/Wardstone.ImageTool.dll")]
    public void APackageThatHasLostAFile(string file)
    {
        var lost = Path.Combine(project.Packages, "wardstone.sdk", StandaloneProject.Version, file);
        File.Move(lost, lost + ".lost");
        try
        {
            Fails($"is not whole: delete that folder, and build again. Missing: {file}", project.Folder, project.Packages, Build);
        }
        finally
        {
            File.Move(lost + ".lost", lost);
        }
    }

    // NuGet has the package already, so that it is found without the folder that the sample's nuget.config names.
    [Fact]
    public void TheSampleWhereItLies()
    {
        var sample = Path.Combine(BoardFiles.Root, "samples/Standalone");
        Fails("error WS0005: this lies within Wardstone's own repository", sample, project.Packages, Build);
    }

    [Fact]
    public void ABoardThatQemuHasNot()
    {
        var copy = CopyFor("nucleo", "nucleo-f767zi");
        Fails("error WS0006: QEMU has no machine for the board 'nucleo-f767zi'", copy, project.Packages, "dotnet", "run");
    }

    [Fact]
    public void EachIsOnThePage()
    {
        var codes = Enumerable.Range(1, 6).Select(i => $"| `WS000{i}` |").ToArray();
        var page = File.ReadAllText(Path.Combine(BoardFiles.Root, "hal/Build/SDK.md"));
        Assert.All(codes, code => Assert.Contains(code, page, StringComparison.Ordinal));
    }

    private static void Fails(string error, string folder, string packages, params string[] command)
    {
        var (status, output) = StandaloneProject.Run(folder, packages, command);
        Assert.NotEqual(0, status);
        var errors = output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Distinct();
        Assert.Contains(error, Assert.Single(errors), StringComparison.Ordinal);
    }

    private string CopyFor(string name, string board)
    {
        var copy = project.Copy(name);
        var file = Path.Combine(copy, "Standalone.csproj");
        File.WriteAllText(file, File.ReadAllText(file).Replace("ast1030-evb", board, StringComparison.Ordinal));
        return copy;
    }
}
