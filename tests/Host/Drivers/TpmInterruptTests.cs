// SPDX-License-Identifier: MIT
// The driver and the TPM's interrupt line: it ends a nap, costs nothing when it is lost, and is not listened to when it tells lies.

using System.Diagnostics;
using Wardstone.Runtime;
using Wardstone.Simulation;

namespace Wardstone.Tests.Host.Drivers;

public sealed class TpmInterruptTests(SwtpmFixture swtpm) : IClassFixture<SwtpmFixture>
{
    private const int SlowMs = 40;

    [Fact]
    public void AnInterruptEndsANapOfAnyLength()
    {
        var (bench, line) = Wired();
        using var owned = bench;
        Repeat(bench, 6); // by now the first nap is about as long as the command
        line.LongestMs = 0;
        bench.Model.ExecutionMs = SlowMs / 4;
        var watch = Stopwatch.StartNew();
        Repeat(bench, 1);
        bench.Driver.CountInterrupts(out var right, out var falseOnes, out _);
        Assert.True(right > 0, $"{right} rightly");
        Assert.Equal(0, falseOnes);
        Assert.True(bench.Driver.UsesInterrupt);
        Assert.True(line.LongestMs > 1, "it never napped for longer than the shortest");
        Assert.Empty(bench.Model.Violations);
    }

    // The same naps as without a line, and so no more looks at the status.
    [Fact]
    public void ALostInterruptCostsNothingAndIsNoticed()
    {
        var (bench, line) = Wired();
        using var owned = bench;
        bench.Model.Interrupts.Line = TpmInterruptLine.Lost;
        var naps = 0;
        for (var i = 0; i < 20 && bench.Driver.UsesInterrupt; i++)
        {
            Repeat(bench, 1);
            naps = line.Naps;
        }

        Assert.False(bench.Driver.UsesInterrupt);
        bench.Driver.CountInterrupts(out var right, out _, out var lost);
        Assert.Equal((0, 16), (right, lost));
        bench.Model.Interrupts.Line = TpmInterruptLine.Works;
        Repeat(bench, 2);
        Assert.Equal(naps, line.Naps); // not listened to, and not enabled in the TPM
        Assert.False(bench.Model.Interrupts.IsActive);
        Assert.Empty(bench.Model.Violations);
    }

    [Fact]
    public void ALineThatIsAlwaysActiveIsNoticedAtOnce()
    {
        var (bench, line) = Wired();
        using var owned = bench;
        line.IsStorm = true;
        bench.Model.ExecutionMs = 300;
        var before = bench.Model.StatusReads;
        Assert.Equal(IoStatus.Ok, bench.Driver.Transfer(Commands.GetRandom, new byte[64], 5000, out _));
        Assert.False(bench.Driver.UsesInterrupt);
        bench.Driver.CountInterrupts(out _, out var falseOnes, out _);
        Assert.Equal(4, falseOnes);
        Assert.InRange(bench.Model.StatusReads - before, 4, 60); // as many as naps of growing length take
        Repeat(bench, 2);
    }

    // At any byte of any frame the line may go wrong or right: what counts is the status.
    [Theory]
    [InlineData("lost")]
    [InlineData("stuck")]
    public void AnInterruptMayGoWrongInAnyState(string wrong)
    {
        foreach (var state in Enum.GetValues<TpmModelState>())
        {
            var (bench, _) = Wired();
            using var owned = bench;
            Repeat(bench, 2);
            var knobs = new TpmKnobs(bench.Model);
            bench.Fault.EachByte = () =>
            {
                if (bench.Model.State == state)
                {
                    knobs.Set("interrupt", wrong);
                }
            };
            Repeat(bench, 3);
            bench.Fault.EachByte = null;
            knobs.Set("interrupt", "works");
            Repeat(bench, 2);
            Assert.Equal(7, bench.Model.Executions);
            Assert.Empty(bench.Model.Violations);
        }
    }

    [Fact]
    public void AfterAResetItIsEnabledAgain()
    {
        var (bench, _) = Wired();
        using var owned = bench;
        Repeat(bench, 3);
        bench.Model.Reset();
        Repeat(bench, 1);
        bench.Driver.CountInterrupts(out var before, out _, out _);
        Repeat(bench, 6);
        bench.Driver.CountInterrupts(out var after, out _, out _);
        Assert.True(after > before, $"{after} after {before}");
    }

    private static void Repeat(TpmBench bench, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(IoStatus.Ok, bench.Driver.Transfer(Commands.GetRandom, new byte[64], 5000, out _));
        }
    }

    // The TPM works for a while on its own, and its line goes to the driver's signals.
    private (TpmBench Bench, Line Line) Wired()
    {
        var line = new Line();
        var bench = TpmBench.OnSpi(swtpm.Execute, interrupt: new Wakeup(line));
        bench.Model.ExecutionMs = SlowMs;
        bench.Model.After = (ms, done) => Task.Delay(ms).ContinueWith(_ => done(), TaskScheduler.Default);
        return (bench, line);
    }

    /// <summary>Signals that count who waits for them.</summary>
    private sealed class Line : SignalSet
    {
        private readonly object _gate = new();
        private int _pending;

        public bool IsStorm { get; set; }

        public int Naps { get; private set; }

        public int LongestMs { get; set; }

        public override void Submit(int signals)
        {
            lock (_gate)
            {
                _pending |= signals;
                Monitor.Pulse(_gate);
            }
        }

        public override int Take(int timeoutMs)
        {
            Naps += timeoutMs > 0 ? 1 : 0;
            LongestMs = Math.Max(LongestMs, timeoutMs);
            lock (_gate)
            {
                _ = IsStorm || _pending != 0 || Monitor.Wait(_gate, timeoutMs);
                var came = IsStorm ? 1 : _pending;
                _pending = 0;
                return came;
            }
        }
    }
}
