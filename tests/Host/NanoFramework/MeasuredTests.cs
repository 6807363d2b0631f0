// SPDX-License-Identifier: MIT
// What a nanoFramework build says of itself: that it is true, that the program carries the same, and that the host takes it as a reference.

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text;
using Wardstone.MeasuredBoot;
using Wardstone.Reference;
using Wardstone.Tests.Host.Gates;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.NanoFramework;

[Collection(nameof(NanoBuild))]
public class MeasuredTests(NanoBuild build)
{
    private static readonly string[] Product = ["Runtime", "Libraries", "Appliance", "Firmware"];

    private static readonly string[] Settings = ["Wardstone.props", "Measured.targets", "Sources.xsl", "packages.config"];

    private static readonly string[] Components = ["uart_log", "i2c", "vfs", "measured_boot", "entropy", "report", "host_link"];

    private string Output => build.Project("Firmware").Output;

    private string Sources => Read("sources.txt");

    private string Image => Read("firmware.bin");

    [Fact]
    public void TheListHasEveryCompiledFileWithItsDigest()
    {
        var lines = Sources.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split("  ")).ToArray();
        Assert.All(lines, line => Assert.Equal(Digest(File.ReadAllBytes(Path.Combine(build.Root, line[1]))), line[0]));
        var compiled = Product.SelectMany(name => build.Project(name).Sources)
            .Where(file => Path.GetFileName(file) != "Measured.cs");
        Assert.Empty(compiled.Except(lines.Select(line => line[1])));
        Assert.Empty(Product.Select(name => name + ".nfproj").Concat(Settings).Select(file => "boards/nanoframework/" + file)
            .Except(lines.Select(line => line[1])));
        Assert.Equal(lines.Select(line => line[1]).Distinct(StringComparer.OrdinalIgnoreCase).Count(), lines.Length);
        Assert.Equal(lines.Select(line => line[1]), lines.Select(line => line[1]).OrderBy(SortKey, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void TheTextHasEveryPartWithTheDigestOfItsLines()
    {
        var lines = Image.Split('\n');
        Assert.Equal(["wardstone sources 1", "board nanoframework", "version 0.1.0"], lines[..3]);
        Assert.Equal("", lines[^1]);
        foreach (var part in lines[3..^1].Select(line => line.Split("  ")))
        {
            var files = Sources.Split('\n').Where(line => line.Length > 0 && PartOf(line.Split("  ")[1]) == part[1]);
            Assert.Equal(Digest(Encoding.ASCII.GetBytes(string.Concat(files.Select(line => line + "\n")))), part[0]);
        }

        Assert.Equal(
            Sources.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => PartOf(line.Split("  ")[1])).Distinct().Order(),
            lines[3..^1].Select(line => line.Split("  ")[1]).Order());
    }

    [Fact]
    public void TheProgramHasTheSame()
    {
        Assert.Equal(Image, Constant("Sources"));
        Assert.Equal(Repository.ReadText("boards/nanoframework/init.hid"), Constant("Config"));
        Assert.Equal(Constant("Config"), Read("init.hid"));
        Assert.All(Constant("Config"), c => Assert.True(char.IsAscii(c)));
    }

    [Fact]
    public void TheHostTakesItAsAReference()
    {
        var reference = ReferenceManifest.Load(Output);
        Assert.Equal("nanoframework", reference.Board);
        Assert.Equal("0.1.0", reference.Version);
        Assert.Equal(Digest(Encoding.ASCII.GetBytes(Image)), reference.BuildId);
        Assert.Equal(Components, reference.Components.Select(c => c.Name));
        var bus = Image.Split('\n').Single(line => line.EndsWith("/Components/Bus", StringComparison.Ordinal));
        Assert.Equal(bus.Split("  ")[0], Convert.ToHexStringLower(reference.Components[1].Code));
    }

    [Fact]
    public void TheHostRefusesAnOutputThatDoesNotFitTogether()
    {
        var image = Path.Combine(Output, "firmware.bin");
        var text = File.ReadAllText(image);
        try
        {
            File.WriteAllText(image, text.Replace("0.1.0", "0.1.1", StringComparison.Ordinal));
            var refused = Assert.Throws<InvalidDataException>(() => ReferenceManifest.Load(Output));
            Assert.Contains("version is 0.1.0, but firmware.bin has 0.1.1", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.WriteAllText(image, text);
        }
    }

    [Fact]
    public void EveryBinaryIsInTheTable()
    {
        var table = SourceImage.Read(new TextRom(Image)).Components();
        Assert.All(
            Appliance.Binaries.All().Select(binary => binary.Name).Append("init"),
            name => Assert.NotEqual(-1, ComponentTable.Find(new TextRom(table), name)));
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    // As Sources.xsl has it.
    private static string SortKey(string path) => path.Replace('/', '0').Replace('.', '1').Replace('-', '2').Replace('_', '3');

    private static string PartOf(string path)
    {
        var names = path.Split('/');
        return string.Join('/', names[..(names[..^1] is ["firmware", "Appliance", "Components", ..] ? 4 : 2)]);
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(Output, name));

    private string Constant(string name)
    {
        using var file = new PEReader(File.OpenRead(build.Project("Firmware").Assembly));
        var metadata = file.GetMetadataReader();
        var field = metadata.FieldDefinitions.Select(metadata.GetFieldDefinition).Single(found =>
            metadata.GetString(found.Name) == name
            && metadata.GetString(metadata.GetTypeDefinition(found.GetDeclaringType()).Name) == "Measured");
        var value = metadata.GetBlobReader(metadata.GetConstant(field.GetDefaultValue()).Value);
        return value.ReadUTF16(value.Length);
    }
}
