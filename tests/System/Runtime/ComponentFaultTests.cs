// SPDX-License-Identifier: MIT
// What no component should do, done by one of four on the board (tests/Board/Faults): it is named and restarted, its clients learn of it
// and go on, and the others do not notice.

using System.Globalization;
using Wardstone.Tests.SystemTests.Language;

namespace Wardstone.Tests.SystemTests.Runtime;

public class ComponentFaultTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("null", "null-reference")]
    [InlineData("bounds", "index-out-of-range")]
    [InlineData("throw", "exception")]
    [InlineData("quota", "out-of-memory")]
    [InlineData("overflow", "stack-overflow")]
    [InlineData("prologue", "stack-overflow")]
    [InlineData("cpu", "cpu")]
    [InlineData("loop", "limit")]
    [InlineData("sleep", "limit")]
    [InlineData("construct", "limit")]
    [InlineData("dispatch", "limit")]
    [InlineData("storm", "interrupt-storm")]
    public void IsTheEndOfTheComponentAlone(string kind, string cause)
    {
        var lines = BareImage.Run("tests", "fault " + kind, Bound);
        var console = string.Join('\n', lines);
        Assert.True(lines[^1] == "done", console);
        Assert.Equal(
            [$"[init] victim: {cause}, restart 1 of 3 in 20 ms"],
            lines.Where(line => line.StartsWith("[init]", StringComparison.Ordinal)));
        if (kind != "construct" && kind != "dispatch")
        {
            Assert.True(Array.IndexOf(lines, "[client] failed") >= 0, console);
            Assert.True(Array.IndexOf(lines, "[client] works again") >= 0, console);
        }

        // It counts each 10 ms of the 800, and each ten says so, without a gap.
        var counts = lines.Where(line => line.StartsWith("[steady] count ", StringComparison.Ordinal))
            .Select(line => int.Parse(line["[steady] count ".Length..], CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(Enumerable.Range(1, counts.Length).Select(i => i * 10), counts);
        Assert.True(counts.Length >= 5, console);
    }
}
