// SPDX-License-Identifier: MIT
// The files of a built board agree with each other and with the image's own header.
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Wardstone.ImageTool;
using Wardstone.Tests.Host.Gates;

namespace Wardstone.Tests.Host.Build;

public class BoardOutputTests
{
    private static readonly string Output = Path.Combine(Repository.Root, "artifacts/boards/ast1030-evb");
    private static readonly byte[] Image = File.ReadAllBytes(Path.Combine(Output, "firmware.bin"));
    private static readonly Elf Linked = new(File.ReadAllBytes(Path.Combine(Output, "firmware.elf")));
    private static readonly JsonElement Manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Output, "manifest.json"))).RootElement;

    [Fact]
    public void TheHeaderDescribesTheImage()
    {
        var at = (int)Linked.Symbol("__image_header").Value;
        Assert.Equal("WARD", Encoding.ASCII.GetString(Image, at, 4));
        Assert.Equal(2u, Elf.U32(Image, at + 4));
        Assert.Equal((uint)Image.Length, Elf.U32(Image, at + 8));
        Assert.Equal(Manifest.GetProperty("buildId").GetString(), Convert.ToHexStringLower(Image.AsSpan(at + 12, 32)));
        Assert.Equal(Manifest.GetProperty("board").GetString(), Encoding.ASCII.GetString(Image, at + 44, 32).TrimEnd('\0'));
        Assert.Equal(Manifest.GetProperty("version").GetString(), Encoding.ASCII.GetString(Image, at + 76, 16).TrimEnd('\0'));
        Assert.Equal(Manifest.GetProperty("config").GetProperty("address").GetString(), $"0x{Elf.U32(Image, at + 92):x8}");
        Assert.Equal(Manifest.GetProperty("config").GetProperty("areaSize").GetUInt32(), Elf.U32(Image, at + 96));
    }

    // Of the IL as the board's flavour of each project was compiled; by name, and no other.
    [Fact]
    public void TheComponentTableHasTheDigestOfEachComponentsAssembly()
    {
        var at = (int)Linked.Symbol("__image_header").Value;
        var table = Image.AsSpan((int)Elf.U32(Image, at + 100), (int)Elf.U32(Image, at + 104));
        var entries = new List<(string Name, string Digest)>();
        for (; table.Length > 0; table = table[56..])
        {
            entries.Add((Encoding.ASCII.GetString(table[..24]).TrimEnd('\0'), Convert.ToHexStringLower(table[24..56])));
        }

        var components = Repository.Projects("firmware/Appliance/Components")
            .Select(project => Path.GetFileName(Path.GetDirectoryName(project))!)
            .Where(component => component != "Example") // to be copied, not to run
            .Select(component => (Regex.Replace(component, "(?<!^)[A-Z]", "_$0").ToLowerInvariant(), Digest("Components." + component)))
            .Append(("init", Digest("Runtime")))
            .OrderBy(entry => entry.Item1, StringComparer.Ordinal);
        Assert.Equal(components, entries);

        static string Digest(string assembly) => Convert.ToHexStringLower(
            SHA256.HashData(File.ReadAllBytes(Repository.BoardAssembly("Ast1030Evb", "Wardstone." + assembly))));
    }

    [Fact]
    public void TheManifestHasTheImagesDigests()
    {
        var image = Manifest.GetProperty("image");
        Assert.Equal(Image.Length, image.GetProperty("size").GetInt32());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Image)), image.GetProperty("sha256").GetString());
        Assert.Equal(Convert.ToHexStringLower(SHA384.HashData(Image)), image.GetProperty("sha384").GetString());
    }

    [Fact]
    public void TheHexFileHoldsImageAndConfiguration()
    {
        var memory = ReadHex(File.ReadAllLines(Path.Combine(Output, "firmware.hex")));
        var config = File.ReadAllBytes(Path.Combine(Output, "config.bin"));
        var configAddress = Linked.Symbol("__config_start").Value;
        Assert.Equal(Image, Enumerable.Range(0, Image.Length).Select(i => memory[(uint)i]));
        Assert.Equal(config, Enumerable.Range(0, config.Length).Select(i => memory[configAddress + (uint)i]));
        Assert.Equal(Image.Length + config.Length, memory.Count);
    }

    [Fact]
    public void TheConfigurationModuleIsLengthAndText()
    {
        var config = File.ReadAllBytes(Path.Combine(Output, "config.bin"));
        var text = File.ReadAllBytes(Path.Combine(Output, "init.hid"));
        Assert.Equal((uint)text.Length, Elf.U32(config, 0));
        Assert.Equal(text, config[4..]);
    }

    [Fact]
    public void WhatNeverChangesIsReadOnly()
    {
        var end = Linked.Symbol("__ro_end").Value;
        var (start, stop) = (Linked.Symbol("__data_start").Value, Linked.Symbol("__bss_end").Value);
        const string Initial = "__PreInitData"; // what static fields begin with, which is copied from there
        string[] constant = ["_ZTV", "__Str_", "__InterfaceDispatchMap", "__ReadyToRunHeader", "__SealedVTable", "__GCStaticEEType"];
        string[] written = ["__GCSTATICS", "__NONGCSTATICS", "__InterfaceDispatchCell_"];
        Assert.All(Starting(constant), symbol => Assert.True(symbol.Value < end, symbol.Name));
        Assert.All(
            Starting(written).Where(symbol => !symbol.Name.EndsWith(Initial, StringComparison.Ordinal)),
            symbol => Assert.True(symbol.Value >= start && symbol.Value <= stop, symbol.Name));
        Assert.NotEmpty(Starting(constant));
        Assert.NotEmpty(Starting(written));
    }

    [Fact]
    public void SymbolsNameMethodsAndLinesOfTheRepository()
    {
        var lines = File.ReadAllLines(Path.Combine(Output, "firmware.sym"));
        Assert.Equal("wardstone-symbols 1", lines[0]);
        Assert.Equal($"B {Manifest.GetProperty("buildId").GetString()}", lines[1]);
        Assert.Contains(lines, line => Regex.IsMatch(line, @"^M [0-9a-f]{8} [0-9a-f]+ Wardstone\.Ast1030Evb\.Board\.Main$"));
        Assert.Contains(lines, line => Regex.IsMatch(line, @"^M [0-9a-f]{8} [0-9a-f]+ System\.String\.\w+$"));
        Assert.Contains(lines, line => Regex.IsMatch(line, @"^L [0-9a-f]{8} boards/ast1030-evb/Board\.cs:\d+$"));

        var addresses = lines[2..].Select(line => Convert.ToUInt32(line.Split(' ')[1], 16)).ToArray();
        Assert.Equal(addresses.Order(), addresses);
        var files = lines.Where(line => line[0] == 'L').Select(line => line.Split(' ', 3)[2].Split(':')[0]).Distinct();
        Assert.Empty(files.Except(Repository.Files));
    }

    private static IEnumerable<ElfSymbol> Starting(string[] prefixes) =>
        Linked.Symbols.Where(symbol => prefixes.Any(prefix => symbol.Name.StartsWith(prefix, StringComparison.Ordinal)));

    private static Dictionary<uint, byte> ReadHex(string[] lines)
    {
        var memory = new Dictionary<uint, byte>();
        uint upper = 0;
        foreach (var record in lines.Select(line => Convert.FromHexString(line[1..])))
        {
            Assert.Equal(0, record.Sum(b => b) & 255);
            var offset = (uint)((record[1] << 8) | record[2]);
            switch (record[3])
            {
                case 0:
                    for (uint i = 0; i < record[0]; i++)
                    {
                        memory.Add((upper << 16) + offset + i, record[4 + i]);
                    }

                    break;
                case 4:
                    upper = (uint)((record[4] << 8) | record[5]);
                    break;
            }
        }

        return memory;
    }
}
