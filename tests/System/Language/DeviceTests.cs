// SPDX-License-Identifier: MIT
// Devices on the board: owners that die, a storm, and a flood that is none. The image is hal/Tests.

using Wardstone.Emulation;

namespace Wardstone.Tests.SystemTests.Language;

public class DeviceTests
{
    private const int FloodBytes = 65536;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("device-owner")]
    [InlineData("spi")]
    [InlineData("storm")]
    [InlineData("watchdog")]
    public void EveryLineHolds(string name) => AssertEveryLineHolds(BareImage.Run("runtime-tests", name, Bound));

    [Fact]
    public void StormOfTheSystemsOwnDeviceIsTheEnd()
    {
        var lines = BareImage.Run("runtime-tests", "storm-of-the-system", Bound);
        Assert.Contains("FAULT interrupt-storm value=0x0000002f", lines); // UART1 is interrupt 47
        Assert.DoesNotContain("done", lines);
    }

    [Fact]
    public void FloodOfTheLinkIsNoStorm()
    {
        using var scratch = new ScratchDirectory();
        using var board = BareImage.Start("runtime-tests", "flood", scratch.FullPath);
        _ = board.Console.WaitFor("ready", Bound);
        using (var link = board.OpenLink())
        {
            link.Write(new byte[FloodBytes]);
            board.WaitForEnd(Bound);
        }

        AssertEveryLineHolds(board.Console.Lines);
    }

    [Fact]
    public void TwoWritersLoseNothing()
    {
        using var scratch = new ScratchDirectory();
        using var board = BareImage.Start("runtime-tests", "writers", scratch.FullPath);
        using var link = board.OpenLink();
        link.WriteByte(0);
        var counts = new int[256];
        var buffer = new byte[4096];
        for (var count = 1; count > 0;)
        {
            count = link.Read(buffer);
            foreach (var value in buffer.AsSpan(0, count))
            {
                counts[value]++;
            }
        }

        AssertEveryLineHolds(board.Console.Lines);
        Assert.Equal(20_000, counts['a']);
        Assert.Equal(20_000, counts['b']);
    }

    private static void AssertEveryLineHolds(string[] lines)
    {
        Assert.Equal("done", lines[^1]);
        Assert.Contains(lines, line => line.EndsWith(": yes", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.EndsWith("NO", StringComparison.Ordinal));
    }
}
