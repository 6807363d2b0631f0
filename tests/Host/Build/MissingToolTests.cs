// SPDX-License-Identifier: MIT
using Wardstone.Emulation;
using Wardstone.Tests.Host.Gates;

namespace Wardstone.Tests.Host.Build;

public class MissingToolTests
{
    // A PATH that has dotnet, a shell and `head`, and nothing else. The image goes by another name, so that it is to be built.
    [Fact]
    public void OneLineNamesTheToolAndTheRemedy()
    {
        using var path = new ScratchDirectory();
        try
        {
            var dotnet = new FileInfo(Environment.ProcessPath!);
            File.CreateSymbolicLink(Path.Combine(path.FullPath, "dotnet"), dotnet.ResolveLinkTarget(true)?.FullName ?? dotnet.FullName);
            File.CreateSymbolicLink(Path.Combine(path.FullPath, "head"), "/usr/bin/head");
            File.CreateSymbolicLink(Path.Combine(path.FullPath, "sh"), "/bin/sh");
            var (exitCode, output) = Repository.Run(
                Repository.Root,
                "/usr/bin/env",
                "PATH=" + path.FullPath,
                dotnet.FullName,
                "build",
                "boards/ast1030-evb",
                "--no-restore",
                "--no-dependencies",
                "-nodeReuse:false",
                "-v:quiet",
                "-p:ImageName=no-tools");
            Assert.NotEqual(0, exitCode);
            var errors = output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Distinct();
            Assert.Contains("error WS0001: arm-none-eabi-gcc not found: run ./setup", Assert.Single(errors), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(Path.Combine(Repository.Root, "artifacts/boards/no-tools"), true);
        }
    }
}
