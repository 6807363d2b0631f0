// SPDX-License-Identifier: MIT
// Components are ended at any point while others call them, in the order that a seed decides: afterwards all of them run, and there
// never was a wrong answer. A failure names its seed, which does the same again.

using Wardstone.Runtime;
using Wardstone.Tests.Portable;
using Wardstone.Tests.Portable.Runtime;

namespace Wardstone.Tests.Host.Components;

public class KillTests
{
    private const int Kills = 60;

    private const string Config = """
        config
        + report | delay_ms: 10 | period_ms: 40
        + start worker | ram: 4K | priority: 1
          + heartbeat | period_ms: 500
          + restart | limit: 1000 | back_off_ms: 1 | stable_ms: 20
          + route | + service Math | + child sub
        + start other | binary: worker | ram: 4K | priority: 2
          + restart | limit: 1000 | back_off_ms: 2 | stable_ms: 20
          + route | + any-service | + child sub
        + start sub | binary: init | ram: 16K
          + restart | limit: 1000 | back_off_ms: 2
          + provides | + service Math
          + config
            + service Math | + child doubler
            + start doubler | ram: 4K
              + restart | limit: 3 | back_off_ms: 1 | stable_ms: 10
              + provides | + service Math
              + route | + service Math | + child adder
            + start adder | ram: 4K
              + restart | limit: 3 | back_off_ms: 1 | stable_ms: 10
              + provides | + service Math
        + start reports | ram: 4K
          + restart | limit: 1000 | back_off_ms: 1
          + provides | + service Report
        -

        """;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void AllAreAliveAfterwardsAndNoAnswerWasWrong(int seed) => Run(seed);

    [Fact]
    [Trait("Category", "Long")]
    public void WithManySeeds()
    {
        for (var seed = 1000; seed < 1500; seed++)
        {
            Run(seed);
        }
    }

    [Fact]
    public void ASeedDoesTheSameAgain() => Assert.Equal(Run(7), Run(7));

    private static string Run(int seed)
    {
        using var kernel = new SeededKernel(seed) { KillsLeft = Kills };
        var worker = new WorkerBinary(kernel);
        var probe = new Probe();
        Binary[] binaries = [worker, new MathBinary(kernel, true), new MathBinary(kernel, false), new ReportsBinary(probe)];
        var init = new Init(kernel, binaries, [], new TextRom(Config), new Story(kernel));
        try
        {
            Assert.True(init.TryRead(null, out var reason), reason);
            init.Start();
            ServeUntil(() => kernel.KillsLeft == 0, 20_000);
            ServeUntil(() => Children(init).All(child => child.State == ChildState.Running), 5_000);
            var right = worker.Right;
            ServeUntil(() => worker.Right >= right + 10, 1_000);
            probe.Clear();
            ServeUntil(() => probe.Has("| degraded: no\n"), 1_000);
            Assert.Null(kernel.Wrong);
            return string.Join('\n', kernel.Story);
        }
        catch (Exception e) when (e is not Xunit.SkipException)
        {
            throw new InvalidOperationException($"seed {seed}: {e.Message}\n{string.Join('\n', kernel.Story)}", e);
        }

        void ServeUntil(Func<bool> isDone, int boundMs)
        {
            for (var end = kernel.NowMs + boundMs; !isDone();)
            {
                Assert.True(kernel.NowMs < end, "not within " + boundMs + " ms");
                init.Serve(10);
            }
        }
    }

    private static IEnumerable<Child> Children(Init init)
    {
        for (var child = init.FirstChild; child != null; child = child.Next)
        {
            yield return child;
        }
    }

    // The lines of the console among all that happens.
    private sealed class Story(SeededKernel kernel) : ILogSession
    {
        public void Write(SpanByte line) => kernel.Note(System.Text.Encoding.ASCII.GetString(line.ToArray()));
    }
}
