// SPDX-License-Identifier: MIT
// The samples' images on the board in QEMU, each against QEMU's own model of the device that its driver was written for.

using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Wardstone.Emulation;

namespace Wardstone.Tests.SystemTests;

public sealed class SamplesTests : IDisposable
{
    private const int EepromSize = 32 * 1024;
    private const int CounterAddress = 0x20;
    private const int TextAddress = 58;
    private const string Text = "written by a nanoFramework driver";

    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(20);
    private readonly ScratchDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void TheThermometerSaysHowWarmItIs()
    {
        var path = Path.Combine(_scratch.FullPath, "qmp");
        using var board = Start("Tmp105", QemuMonitor.Arguments(path));
        Assert.Equal("0.000 C", board.Console.WaitFor(" C", s_bound)); // QEMU's sensor begins with that
        using var monitor = new QemuMonitor(path);
        foreach (var (thousandths, line) in new[] { (23_500, "23.500 C"), (-62, "-0.062 C"), (-40_250, "-40.250 C") })
        {
            monitor.Set("tmp105", "temperature", thousandths);
            _ = board.Console.WaitFor(text => text == line, line, s_bound);
        }
    }

    [Fact]
    public void TheEepromKeepsWhatIsWritten()
    {
        var path = Path.Combine(_scratch.FullPath, "eeprom");
        byte[] content = [.. Enumerable.Range(0, EepromSize).Select(i => (byte)(i * 37 + (i >> 8)))];
        BinaryPrimitives.WriteUInt32BigEndian(content.AsSpan(CounterAddress), 0xFFFFFFFF);
        File.WriteAllBytes(path, content);
        for (uint start = 1; start <= 2; start++)
        {
            using (var board = Start("At24c", Eeprom(path)))
            {
                Assert.Equal(
                    $"It begins with {BitConverter.ToString(content, 0, 16)}", board.Console.WaitFor("It begins", s_bound));
                Assert.Equal(
                    string.Create(CultureInfo.InvariantCulture, $"Start number {start}"), board.Console.WaitFor("Start", s_bound));
                Assert.Equal(
                    $"Wrote {Text.Length} bytes at 0x003A, and read them back", board.Console.WaitFor("Wrote", s_bound));
            }

            BinaryPrimitives.WriteUInt32BigEndian(content.AsSpan(CounterAddress), start);
            Encoding.ASCII.GetBytes(Text).CopyTo(content, TextAddress);
            Assert.Equal(content, File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void AMissingEepromIsNamed()
    {
        using var board = Start("At24c");
        Assert.Equal("No EEPROM at address 0x50 of bus 2, or it hangs", board.Console.WaitFor("EEPROM", s_bound));
    }

    [Theory]
    [InlineData("w25q256", "0xEF, kind 0x40", 32 << 20)] // as the board has it; addresses of four bytes
    [InlineData("w25q80bl", "0xEF, kind 0x40", 1 << 20)]
    [InlineData("mx25l12805d", "0xC2, kind 0x20", 16 << 20)]
    public void TheFlashSaysWhatItIsAndKeepsWhatIsProgrammed(string model, string id, int size)
    {
        var path = Path.Combine(_scratch.FullPath, "flash");
        byte[] beginning = [.. Enumerable.Range(0, 16).Select(i => (byte)(0xA0 ^ i))];
        var sector = size - 4096;
        using (var file = File.Create(path))
        {
            file.Write(beginning);
            file.SetLength(size); // all zeros: what is not erased cannot be programmed
        }

        using (var board = Start("SpiFlash", "-machine", $"spi-model={model}", "-drive", $"file={path},format=raw,if=mtd,index=2"))
        {
            Assert.Equal($"A flash of maker {id}: {size / 1024} KiB", board.Console.WaitFor("flash", s_bound));
            Assert.Equal($"It begins with {BitConverter.ToString(beginning)}", board.Console.WaitFor("It begins", s_bound));
            Assert.Equal($"Programmed 600 bytes at 0x{sector + 200:X8}, and read them back", board.Console.WaitFor(" bytes ", s_bound));
            byte[] last =
            [
                0, // of the sector before
                .. Enumerable.Repeat((byte)0xFF, 200),
                .. Enumerable.Range(0, 600).Select(i => (byte)(i * 7)),
                .. Enumerable.Repeat((byte)0xFF, 4096 - 800),
            ];
            var watch = Stopwatch.StartNew(); // QEMU writes the file a little later
            while (!ReadFrom(path, sector - 1).SequenceEqual(last))
            {
                Assert.True(watch.Elapsed < s_bound, Convert.ToHexString(ReadFrom(path, sector - 1)));
                Thread.Sleep(10);
            }
        }
    }

    [Fact]
    public void AFlashWithoutAnIdIsNoFlash()
    {
        using var board = Start("SpiFlash", "-machine", "spi-model=at25128a-nonjedec");
        Assert.Equal("No flash with a JEDEC id: maker 0x00, kind 0x00", board.Console.WaitFor("flash", s_bound));
    }

    private static string[] Eeprom(string path) =>
    [
        "-drive", $"if=none,id=eeprom,file={path},format=raw",
        "-device", $"at24c-eeprom,bus=aspeed.i2c.bus.2,address=0x50,rom-size={EepromSize},drive=eeprom",
    ];

    private static byte[] ReadFrom(string path, int start)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[file.Length - start];
        file.Position = start;
        file.ReadExactly(bytes);
        return bytes;
    }

    private EmulatedBoard Start(string sample, params string[] arguments)
    {
        var options = new EmulatedBoardOptions { HasTpm = false, QemuArguments = arguments };
        return EmulatedBoard.Start(BoardFiles.LoadBuilt($"samples/{sample}"), _scratch.FullPath, options);
    }
}
