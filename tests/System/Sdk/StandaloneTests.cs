// SPDX-License-Identifier: MIT
// A project outside the repository, from the package alone: it builds to an image that boots, to the same bytes anywhere, and says in one
// line what is wrong.

using System.Text.Json.Nodes;
using Wardstone.Emulation;

namespace Wardstone.Tests.SystemTests.Sdk;

[Collection(nameof(StandaloneProject))]
public sealed class StandaloneTests(StandaloneProject project)
{
    // `dotnet run` hands what follows to QEMU.
    [Fact]
    public void ThePageLeadsToAnImageThatReadsASensor()
    {
        var path = Path.Combine(project.Packages, "qmp");
        using var board = project.Start(project.Folder, $"{project.RunCommand} -- {string.Join(' ', QemuMonitor.Arguments(path))}");
        board.WaitFor("reading 0: 0.0 C\n");
        using var monitor = new QemuMonitor(path);
        monitor.Set("tmp105", "temperature", 23_500);
        board.WaitFor(": 23.5 C\n");
        monitor.Set("tmp105", "temperature", -12_250);
        board.WaitFor(": -12.2 C\n");
    }

    [Fact]
    public void NothingButThePackageAndTheCompilerIsThere() => Assert.Equal(
        ["runtime.linux-x64.microsoft.dotnet.ilcompiler", "wardstone.sdk"],
        Directory.GetDirectories(project.Packages).Select(Path.GetFileName).Order());

    [Fact]
    public void ThePageShowsTheSample()
    {
        Assert.Equal(File.ReadAllText(Path.Combine(project.Folder, "Standalone.csproj")), StandaloneProject.Blocks("xml")[0]);
        Assert.DoesNotContain("Wardstone", string.Concat(Directory.GetFiles(project.Folder, "*.cs").Select(File.ReadAllText)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void TheSampleTakesTheVersionThatThisIs()
    {
        var global = JsonNode.Parse(File.ReadAllText(Path.Combine(project.Folder, "global.json")))!;
        Assert.Equal(StandaloneProject.Version, (string?)global["msbuild-sdks"]!["Wardstone.Sdk"]);
    }

    [Fact]
    public void WhatComesOutIsTheProjectsOwn()
    {
        Assert.Matches(@"\n +Standalone, build [0-9a-f]{16}: flash \d+ of 385024 bytes", project.BuildOutput);
        var manifest = Json("manifest.json");
        Assert.Equal(("ast1030-evb", "1.0.0"), ((string?)manifest["board"], (string?)manifest["version"]));
        var sbom = Json("sbom.json");
        Assert.Equal("Standalone 1.0.0 unlicensed", Text(sbom["metadata"]!["component"]!));
        var components = sbom["components"]!.AsArray().Select(component => Text(component!)).ToArray();
        Assert.Contains("Standalone 1.0.0 unlicensed", components);
        Assert.Contains($"Wardstone.CoreLib {StandaloneProject.Version} MIT", components);
        Assert.All(components.Where(text => text.StartsWith("Wardstone.", StringComparison.Ordinal)), text => Assert.EndsWith("MIT", text));
        var symbols = File.ReadAllText(StandaloneProject.Built(project.Folder, "firmware.sym"));
        Assert.Matches(@"\nL [0-9a-f]{8} Standalone/Sensor\.cs:\d+\n", symbols);

        static string Text(JsonNode component) => $"{component["name"]} {component["version"]} "
            + ((string?)component["licenses"]?[0]?["license"]?["id"] ?? "unlicensed");
    }

    [Fact]
    public void AnotherFolderGivesTheSameImage()
    {
        var copy = project.Copy("some where/else");
        var (status, output) = StandaloneProject.Run(copy, project.Packages, "dotnet", "build");
        Assert.True(status == 0, output);
        Assert.All(["firmware.bin", "firmware.sym", "sbom.json", "manifest.json"], file => Assert.Equal(
            File.ReadAllBytes(StandaloneProject.Built(project.Folder, file)), File.ReadAllBytes(StandaloneProject.Built(copy, file))));
        Assert.DoesNotContain(
            project.Folder, File.ReadAllText(StandaloneProject.Built(project.Folder, "firmware.elf")), StringComparison.Ordinal);
    }

    // The sensor's class in a library, the program in an image; both below the files that say where the package is.
    [Fact]
    public void ALibraryMayBeOfItsOwn()
    {
        var copy = project.Copy("two");
        Move("Standalone.csproj", "app");
        Move("Program.cs", "app");
        Move("Sensor.cs", "sensors");
        const string Reference = "<ItemGroup><ProjectReference Include='../sensors/Sensors.csproj'/></ItemGroup>";
        Write("app/Directory.Build.targets", $"<Project>{Reference}</Project>");
        const string Library = "<PropertyGroup><OutputType>Library</OutputType></PropertyGroup>";
        Write("sensors/Sensors.csproj", $"<Project Sdk='Wardstone.Sdk'>{Library}</Project>");
        var (status, output) = StandaloneProject.Run(copy, project.Packages, "dotnet", "build", "app");
        Assert.True(status == 0, output);
        var sbom = JsonNode.Parse(File.ReadAllText(StandaloneProject.Built(Path.Combine(copy, "app"), "sbom.json")))!;
        var sensors = Assert.Single(sbom["components"]!.AsArray(), component => (string?)component!["name"] == "Sensors")!;
        Assert.Null(sensors["version"]); // nothing is known of it
        Assert.False(Directory.Exists(Path.Combine(copy, "sensors/obj/Debug/netnano1.0/image")));

        void Move(string file, string folder) =>
            File.Move(Path.Combine(copy, file), Path.Combine(Directory.CreateDirectory(Path.Combine(copy, folder)).FullName, file));

        void Write(string file, string text) => File.WriteAllText(Path.Combine(copy, file), text);
    }

    [Fact]
    public void ATpmIsAPropertyAway()
    {
        var copy = project.Copy("tpm");
        var file = Path.Combine(copy, "Standalone.csproj");
        File.WriteAllText(file, File.ReadAllText(file).Replace("<Board>", "<UseTpm>true</UseTpm><Board>", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(copy, "Program.cs"), StandaloneProject.Blocks("csharp")[0]);
        using var running = project.Start(copy, project.TpmCommands);
        running.WaitFor("TPM: rc 00000000, random ");
    }

    [Fact]
    public void ABoardOfOnesOwnIsAFolder()
    {
        var copy = project.Copy("own");
        var board = Directory.CreateDirectory(Path.Combine(copy, "board")).FullName;
        var xml = StandaloneProject.Blocks("xml");
        Assert.Equal(3, xml.Length);
        File.Copy(Path.Combine(BoardFiles.Root, "boards/ast1030-evb/memory.ld"), Path.Combine(board, "memory.ld"));
        File.WriteAllText(Path.Combine(board, "board.props"), xml[1]);
        File.WriteAllText(Path.Combine(copy, "Standalone.csproj"), xml[2]);
        File.WriteAllText(Path.Combine(copy, "Program.cs"), StandaloneProject.Blocks("csharp")[1]);
        using var running = project.Start(copy, "dotnet run");
        running.WaitFor("mine is up\n");
    }

    private JsonNode Json(string file) => JsonNode.Parse(File.ReadAllText(StandaloneProject.Built(project.Folder, file)))!;
}
