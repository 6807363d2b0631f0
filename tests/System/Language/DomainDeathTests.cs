// SPDX-License-Identifier: MIT
// Domains ended at every instruction of a call (hal/Tests/Kills), under QEMU's instruction counter: every run is the same.

using System.Globalization;
using System.Numerics;

namespace Wardstone.Tests.SystemTests.Language;

public class DomainDeathTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(10);
    private static readonly string[] Counted = ["-icount", "shift=3"];

    // Which of the three nested domains ends; 4 more: while a second thread calls them too; 8 more: with all heaps verified at each return
    // from a domain. The strides are primes.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(13)]
    [InlineData(14)]
    public void DeathAtSomeInstructionsChangesNothing(int kind) => Sweep(kind, 300 + kind, 997, 90);

    // What the server is in the middle of: waiting for ever, a static constructor, an exception that leaves it, work for the system, locks,
    // a null reference that leaves it, the end of its stack.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void DeathInTheMidstOfSomethingElseChangesNothing(int special) => Sweep((special * 16) + 5, 300 + special, 997, 90);

    [Theory]
    [Trait("Category", "Long")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void DeathAnywhereInTheMidstOfSomethingElseChangesNothing(int special) => Sweep((special * 16) + 5, 1, 2, 100_000);

    [Theory]
    [Trait("Category", "Long")]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(13)]
    public void DeathAtAnyInstructionChangesNothing(int kind)
    {
        var seen = Sweep(kind, 1, 1, 200_000);
        Assert.True(seen.Sum(pair => pair.Value) > 1500, "the sweep hit few instructions");

        // What was interrupted, by name: entering and leaving, allocation, collection, both passes, handlers, waiting for a lock.
        foreach (var name in (string[])
            [
                "Domain_Enter", "Domain_Leave", "RhpNewFast", "RhpNewArrayFast", "Heap.MarkFields", "Heap.Sweep", "Heap.OpenWindow",
                "RhpThrowEx", "Exceptions.FindHandler", "Exceptions.RunFinally", "Exceptions_CallFilter", "Exceptions_CallCatch",
                "Exceptions_NullReference", "UnwindTable.Unwind", "Monitors.Enter", "Scheduler.Yield", "Worker.Call",
            ])
        {
            Assert.Contains(seen, pair => pair.Key.EndsWith(name, StringComparison.Ordinal) && pair.Value > 0);
        }
    }

    /// <returns>How many instructions of each function a kill came in front of.</returns>
    private static Dictionary<string, int> Sweep(int kind, int first, int stride, int count)
    {
        var lines = BareImage.Run("runtime-tests", $"kills {kind} {first} {stride} {count}", Bound, Counted);
        Assert.Equal("done", lines[^1]);
        Assert.Equal((kind & 4) == 0 ? 4 : 5, lines.Count(line => line.EndsWith(": yes", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.EndsWith(": NO", StringComparison.Ordinal));
        var kills = lines.Single(line => line.StartsWith("kills ", StringComparison.Ordinal)).Split(' ');
        Assert.True(int.Parse(kills[1], CultureInfo.InvariantCulture) >= 64, "the sweep ended early");
        var methods = new ImageMethods("runtime-tests");
        var seen = new Dictionary<string, int>();
        foreach (var line in lines.Where(line => line.StartsWith("at ", StringComparison.Ordinal)))
        {
            var words = line.Split(' ');
            var start = uint.Parse(words[1], CultureInfo.InvariantCulture);
            for (var bits = uint.Parse(words[2], CultureInfo.InvariantCulture); bits != 0; bits &= bits - 1)
            {
                var name = methods.At(start + ((uint)BitOperations.TrailingZeroCount(bits) * 2));
                seen[name] = seen.GetValueOrDefault(name) + 1;
            }
        }

        return seen;
    }
}
