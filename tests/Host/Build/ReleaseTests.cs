// SPDX-License-Identifier: MIT
// A release has all its files, its sums hold, and its bill of materials is what was linked, in the form that CycloneDX 1.6 asks for.
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Wardstone.Emulation;
using Wardstone.ImageTool;
using Wardstone.Tests.Host.Gates;

namespace Wardstone.Tests.Host.Build;

public sealed class ReleaseTests : IDisposable
{
    private static readonly string Output = Path.Combine(Repository.Root, "artifacts/boards/ast1030-evb");
    private static readonly JsonNode Sbom = JsonNode.Parse(File.ReadAllText(Path.Combine(Output, "sbom.json")))!;
    private readonly ScratchDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void AReleaseIsCompleteAndItsSumsHold()
    {
        var directory = Release.Write(Output, _scratch.FullPath);
        Assert.Equal("0.1.0/ast1030-evb", Path.GetRelativePath(_scratch.FullPath, directory));
        string[] expected =
            ["SHA256SUMS", "config.bin", "firmware.bin", "firmware.hex", "init.hid", "manifest.json", "sbom.json", "size.txt"];
        Assert.Equal(expected, Directory.GetFiles(directory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(expected[1..], file => Assert.Equal(Bytes(Output, file), Bytes(directory, file)));

        var (exitCode, output) = Repository.Run(directory, "sha256sum", "--check", "--strict", "SHA256SUMS");
        Assert.True(exitCode == 0, output);
        Assert.Equal(expected.Length - 1, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        // Again, over itself and over what does not belong there.
        var before = Directory.GetFiles(directory).ToDictionary(file => file, File.ReadAllBytes);
        File.WriteAllText(Path.Combine(directory, "stray"), "");
        _ = Release.Write(Output, _scratch.FullPath);
        Assert.Equal(before, Directory.GetFiles(directory).ToDictionary(file => file, File.ReadAllBytes));
    }

    [Fact]
    public void FilesOfTwoBuildsAreNoRelease()
    {
        var mixed = _scratch.Subdirectory("mixed");
        foreach (var file in Directory.GetFiles(Output))
        {
            File.Copy(file, Path.Combine(mixed, Path.GetFileName(file)));
        }

        var image = Path.Combine(mixed, "firmware.bin");
        File.WriteAllBytes(image, [.. File.ReadAllBytes(image), 0]);
        Assert.Throws<InvalidDataException>(() => Release.Write(mixed, _scratch.FullPath));
    }

    [Fact]
    public void TheSbomsSubjectIsTheImage()
    {
        var subject = Sbom["metadata"]!["component"]!;
        var image = Bytes(Output, "firmware.bin");
        Assert.Equal("firmware ast1030-evb 0.1.0", $"{subject["type"]} {subject["name"]} {subject["version"]}");
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(image)), Digest(subject, "SHA-256"));
        Assert.Equal(Convert.ToHexStringLower(SHA384.HashData(image)), Digest(subject, "SHA-384"));
    }

    // By the sizes: the assemblies that the symbols of the image are of. One without code of its own has none there.
    [Fact]
    public void EveryLinkedAssemblyIsInTheSbom()
    {
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(Output, "manifest.json")))!;
        var linked = manifest["sizes"]!["parts"]!.AsObject().Select(part => part.Key).Where(name => !name.StartsWith('(')).ToArray();
        var listed = Components("library").Where(component => component["hashes"] != null)
            .ToDictionary(component => (string)component["name"]!);
        Assert.Contains("Wardstone.CoreLib", linked);
        Assert.Empty(linked.Except(listed.Keys));
        Assert.All(listed, component => Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Repository.BoardAssembly("Ast1030Evb", component.Key)))),
            Digest(component.Value, "SHA-256")));
    }

    [Fact]
    public void WhatElseWentInIsNamedWithVersionAndLicence()
    {
        var libgcc = Assert.Single(Components("library"), component => (string)component["name"]! == "libgcc");
        Assert.Equal("GPL-3.0-or-later WITH GCC-exception-3.1", (string)libgcc["licenses"]![0]!["expression"]!);
        var tools = Sbom["metadata"]!["tools"]!["components"]!.AsArray();
        Assert.Equal(["ILCompiler", "arm-none-eabi-gcc", "dotnet-sdk"], tools.Select(tool => (string)tool!["name"]!));
        Assert.All([libgcc, .. tools!], component => Assert.Matches(@"\d+\.\d+", (string)component!["version"]!));
        var config = Assert.Single(Components("data"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Bytes(Output, "config.bin"))), Digest(config, "SHA-256"));
    }

    [Fact]
    public void AnUnknownArchiveIsNamed()
    {
        string[] map =
            ["Archive member included to satisfy ...", "", "/x/libgcc.a(a.o)", "     b.o (c)", "/y/libm.a(sin.o)", "", "/z/libz.a(no)"];
        var e = Assert.Throws<InvalidDataException>(() => ImageTool.Sbom.ArchivesIn(map));
        Assert.Contains("libm.a", e.Message, StringComparison.Ordinal);
        Assert.Equal(["libgcc.a"], ImageTool.Sbom.ArchivesIn(map[..4]));
    }

    // What the schema of CycloneDX 1.6 requires of the parts that are used here.
    [Fact]
    public void TheSbomHasTheFormOfCycloneDx()
    {
        Assert.Equal(("CycloneDX", "1.6", 1), ((string)Sbom["bomFormat"]!, (string)Sbom["specVersion"]!, (int)Sbom["version"]!));
        Assert.Matches("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", (string)Sbom["serialNumber"]!);
        string[] root = ["$schema", "bomFormat", "specVersion", "serialNumber", "version", "metadata", "components", "dependencies"];
        Assert.Equal(root, Sbom.AsObject().Select(property => property.Key));
        var metadata = Sbom["metadata"]!;
        JsonNode[] all =
            [metadata["component"]!, .. Sbom["components"]!.AsArray()!, .. metadata["tools"]!["components"]!.AsArray()!];
        Assert.All(all, AssertComponent);
        var references = all.Select(component => (string)component["bom-ref"]!).ToArray();
        Assert.Equal(references.Distinct(), references);

        var dependencies = Sbom["dependencies"]!.AsArray();
        Assert.All(dependencies, dependency => Assert.Subset(
            references.ToHashSet(), dependency!["dependsOn"]!.AsArray().Append(dependency["ref"]).Select(on => (string)on!).ToHashSet()));
        Assert.Equal(references[0], (string)dependencies[0]!["ref"]!);
        Assert.Equal(Sbom["components"]!.AsArray().Count, dependencies[0]!["dependsOn"]!.AsArray().Count);
        Assert.DoesNotContain(Repository.Root, Sbom.ToJsonString(), StringComparison.Ordinal);
    }

    private static byte[] Bytes(string directory, string file) => File.ReadAllBytes(Path.Combine(directory, file));

    private static void AssertComponent(JsonNode component)
    {
        Assert.True((string)component["type"]! is "firmware" or "library" or "application" or "data");
        Assert.NotEmpty((string)component["name"]!);
        Assert.NotEmpty((string)component["version"]!);
        var licence = Assert.Single(component["licenses"]!.AsArray())!;
        Assert.True(licence["expression"] != null ^ licence["license"]?["id"] != null);
        Assert.All(component["hashes"]?.AsArray() ?? [], hash =>
        {
            var digits = (string)hash!["alg"]! switch { "SHA-256" => 64, "SHA-384" => 96, _ => 0 };
            Assert.Matches(new Regex($"^[0-9a-f]{{{digits}}}$"), (string)hash["content"]!);
        });
    }

    private static IEnumerable<JsonNode> Components(string type) =>
        Sbom["components"]!.AsArray().Where(component => (string)component!["type"]! == type)!;

    private static string Digest(JsonNode component, string algorithm) =>
        (string)component["hashes"]!.AsArray().Single(hash => (string)hash!["alg"]! == algorithm)!["content"]!;
}
