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

    private static void AssertEveryLineHolds(string[] lines)
    {
        Assert.Equal("done", lines[^1]);
        Assert.Contains(lines, line => line.EndsWith(": yes", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.EndsWith("NO", StringComparison.Ordinal));
    }
}
