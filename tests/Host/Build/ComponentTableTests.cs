// SPDX-License-Identifier: MIT
using System.Security.Cryptography;
using System.Text;
using Wardstone.Emulation;
using Wardstone.ImageTool;

namespace Wardstone.Tests.Host.Build;

public class ComponentTableTests
{
    [Fact]
    public void ItHasTheComponentsAndTheRuntimeByName()
    {
        using var directory = new ScratchDirectory();
        string[] assemblies = ["Wardstone.Runtime", "Wardstone.Components.UartLog", "Wardstone.Components.Bus", "Wardstone.Link"];
        var paths = assemblies.Select(name => Path.Combine(directory.FullPath, name + ".dll")).ToList();
        paths.ForEach(path => File.WriteAllText(path, Path.GetFileName(path)));

        (string Name, string File)[] expected =
            [("bus", "Wardstone.Components.Bus"), ("init", "Wardstone.Runtime"), ("uart_log", "Wardstone.Components.UartLog")];
        var table = ComponentTable.Of(paths);
        Assert.Equal(expected.Select(entry => entry.Name), table.Select(entry => entry.Name));
        var digests = expected.Select(entry => SHA256.HashData(Encoding.ASCII.GetBytes(entry.File + ".dll")));
        Assert.Equal(digests, table.Select(entry => entry.Digest));
    }

    [Fact]
    public void AnEntryIsNameAndDigest()
    {
        var section = Assembler.Assemble(ComponentTable.Source([("bus", [.. Enumerable.Range(1, 32).Select(i => (byte)i)])]), "-c")
            .Find(".component_table")!;
        Assert.Equal([.. "bus"u8, .. new byte[21], .. Enumerable.Range(1, 32).Select(i => (byte)i)], section.Data);
    }

    [Fact]
    public void ANameThatIsTooLongStopsTheBuild()
    {
        var e = Assert.Throws<InvalidDataException>(() => ComponentTable.Source([(new string('a', 24), new byte[32])]));
        Assert.Contains("does not fit", e.Message, StringComparison.Ordinal);
        Assert.NotEmpty(ComponentTable.Source([(new string('a', 23), new byte[32])]));
    }
}
