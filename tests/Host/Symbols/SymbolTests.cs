// SPDX-License-Identifier: MIT
using Wardstone.Symbols;

namespace Wardstone.Tests.Host.Symbols;

public sealed class SymbolTests
{
    private static readonly string[] Lines =
    [
        "wardstone-symbols 1",
        "B 00ff",
        "M 1000 20 Appliance.Boot",
        "M 1020 10 Uart.Write(byte[] data)",
        "M 1040 8 memcpy",
        "L 1000 firmware/Appliance/Appliance.cs:40",
        "L 100a firmware/Appliance/Appliance.cs:41",
        "L 1020 hal/Aspeed/Uart.cs:7",
        "M 2000 14 System.Exception",
    ];

    private readonly SymbolTable _table = SymbolTable.Parse(Lines, "test");

    [Theory]
    [InlineData(0x1000, "Appliance.Boot (firmware/Appliance/Appliance.cs:40)")]
    [InlineData(0x1009, "Appliance.Boot (firmware/Appliance/Appliance.cs:40)")]
    [InlineData(0x100A, "Appliance.Boot (firmware/Appliance/Appliance.cs:41)")]
    [InlineData(0x102F, "Uart.Write(byte[] data) (hal/Aspeed/Uart.cs:7)")]
    [InlineData(0x1042, "memcpy")]
    [InlineData(0x0FFF, null)]
    [InlineData(0x1030, null)]
    [InlineData(0xFFFFFFF9, null)]
    public void NamesAddresses(uint address, string? name) => Assert.Equal(name, _table.Describe(address));

    [Fact]
    public void KnowsItsImage() => Assert.Equal("00ff", _table.BuildId);

    // A return address (here with the Thumb bit) is named by the call before it; the address of a fault by itself.
    [Fact]
    public void RewritesAFault()
    {
        var symbolizer = new FaultSymbolizer(_table);
        Assert.Equal(
            "FAULT usage pc=0x0000100a Appliance.Boot (firmware/Appliance/Appliance.cs:41) lr=0x00001045 memcpy cfsr=0x00001000",
            symbolizer.Rewrite("FAULT usage pc=0x0000100a lr=0x00001045 cfsr=0x00001000"));
        Assert.Equal("r0=0x0000100a", symbolizer.Rewrite("r0=0x0000100a"));
        Assert.Equal("#0 0x0000100a Appliance.Boot (firmware/Appliance/Appliance.cs:41)", symbolizer.Rewrite("#0 0x0000100a"));
        Assert.Equal("#1 0x00001030 Uart.Write(byte[] data) (hal/Aspeed/Uart.cs:7)", symbolizer.Rewrite("#1 0x00001030"));
        Assert.Equal("#2 0x00000000", symbolizer.Rewrite("#2 0x00000000"));
    }

    [Fact]
    public void RewritesAnUnhandledException()
    {
        var symbolizer = new FaultSymbolizer(_table);
        Assert.Contains("Appliance.cs:41", symbolizer.Rewrite("FAULT usage pc=0x0000100a"), StringComparison.Ordinal);
        Assert.Equal(
            "UNHANDLED type=0x00002000 System.Exception: #1 in a text", symbolizer.Rewrite("UNHANDLED type=0x00002000: #1 in a text"));
        Assert.Equal("#0 0x0000100b Appliance.Boot (firmware/Appliance/Appliance.cs:40)", symbolizer.Rewrite("#0 0x0000100b"));
    }

    [Theory]
    [InlineData("another file", "line 1")]
    [InlineData("wardstone-symbols 1\nX 1", "line 2")]
    [InlineData("wardstone-symbols 1\nM 1000 zz name", "line 2")]
    [InlineData("wardstone-symbols 1\nM 1000 10 a\nM 0fff 1 b", "line 3")]
    [InlineData("wardstone-symbols 1\nL 1000", "line 2")]
    public void NamesTheLineThatIsWrong(string text, string words)
    {
        var e = Assert.Throws<InvalidDataException>(() => SymbolTable.Parse(text.Split('\n'), "firmware.sym"));
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
    }
}
