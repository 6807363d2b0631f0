// SPDX-License-Identifier: MIT
// Threads and stacks of the kernel (hal/Tests/Threads, hal/Tests/Stacks), under QEMU's instruction counter: every run is the same.

namespace Wardstone.Tests.SystemTests.Language;

public class ThreadTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    [Fact]
    public void TheRightThreadRuns() => EveryLineHolds("priorities");

    // In steps of 5 ns, of which the switch itself takes some 600: what is left is about 200 instructions.
    [Theory]
    [InlineData(1000)]
    [InlineData(1301)]
    public void ThreadsThatAreSwitchedAllTheTimeGetWhatTheyGetAlone(int period) => EveryLineHolds($"preemption {period} 5");

    [Fact]
    [Trait("Category", "Long")]
    public void ThreadsThatAreSwitchedAnywhereGetWhatTheyGetAlone()
    {
        for (var period = 900; period < 1500; period += 13)
        {
            EveryLineHolds($"preemption {period} 20");
        }
    }

    // Bytes from one depth to the next, then the period of the interrupts.
    [Theory]
    [InlineData(128, 2500)]
    public void StackOverflowEndsTheDomainAndNothingElse(int stride, int period) => EveryLineHolds($"stacks {stride} {period}");

    [Theory]
    [Trait("Category", "Long")]
    [InlineData(8, 2500)]
    [InlineData(8, 3001)]
    [InlineData(8, 20011)]
    public void StackOverflowAtAnyDepthEndsTheDomainAndNothingElse(int stride, int period) => EveryLineHolds($"stacks {stride} {period}");

    private static void EveryLineHolds(string config)
    {
        var lines = BareImage.Run("runtime-tests", config, Bound, "-icount", "shift=3");
        Assert.Equal("done", lines[^1]);
        Assert.True(lines.Count(line => line.EndsWith(": yes", StringComparison.Ordinal)) >= 3);
        Assert.All(lines[1..^1], line => Assert.EndsWith(": yes", line, StringComparison.Ordinal));
    }
}
