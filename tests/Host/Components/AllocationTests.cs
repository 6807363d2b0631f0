// SPDX-License-Identifier: MIT
// In steady state the runtime allocates nothing: not for a session call, a signal, a timer, a heartbeat or a report; and for a
// restart no more than for the one before. The plain kernel has one heap, so what the components allocate is counted too.

using Wardstone.Runtime;
using Wardstone.Tests.Portable.Runtime;

namespace Wardstone.Tests.Host.Components;

public class AllocationTests
{
    private const int WarmUp = 20;

    [Fact]
    public void SessionCallsAllocateNothing()
    {
        using var bench = new Bench("+ start user | ram: 4K\n  + route | + service Counter | + child counter\n  + config | label: x\n"
            + "+ start counter | ram: 4K\n  + provides | + service Counter\n");
        var counter = bench.Of.Probe.Counter;
        for (var i = 0; i < WarmUp; i++)
        {
            Assert.Equal(IoStatus.Ok, counter.Next(Act.Work, out _));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            _ = counter.Next(Act.Work, out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void SignalsTimersHeartbeatsAndReportsAllocateNothing()
    {
        using var bench = new Bench("+ report | delay_ms: 10 | period_ms: 10\n+ watchdog | timeout_ms: 2000\n"
            + "+ start idle | ram: 4K | priority: 1\n  + heartbeat | period_ms: 20 | skipped: 20\n"
            + "+ start reports | ram: 4K\n  + provides | + service Report\n");
        bench.Of.Serve(300);
        var dispatched = bench.Idle.Dispatched;
        bench.Idle.Allocated = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        bench.Of.Serve(300);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(0, bench.Idle.Allocated);
        Assert.InRange(bench.Idle.Dispatched - dispatched, 3, int.MaxValue);
        Assert.Equal(0, bench.Of.Child("idle").Restarts);
    }

    [Fact]
    public void ARestartAllocatesWhatTheOneBeforeDid()
    {
        using var bench = new Bench("+ start user | ram: 4K\n  + restart | limit: 1000 | back_off_ms: 1\n  + route\n"
            + "    + service Counter | + child counter\n  + config | label: x\n"
            + "+ start counter | ram: 4K\n  + provides | + service Counter\n  + restart | limit: 1000 | back_off_ms: 1 | stable_ms: 1\n");
        var counter = bench.Of.Child("counter");
        long most = 0;
        for (var i = 0; i < 40; i++)
        {
            bench.Of.Serve(5); // long enough for the row of restarts to end
            var before = GC.GetAllocatedBytesForCurrentThread();
            bench.Of.Kill("counter");
            while (counter.Restarts == i || counter.State != ChildState.Running)
            {
                bench.Of.Init.Serve(10);
            }

            bench.Of.Probe.Clear();
            most = i < WarmUp ? 0 : Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.InRange(most, 1, 16 * 1024);
    }

    private sealed class Bench : IDisposable
    {
        public Bench(string text)
        {
            Of = new InitBench(new PlainKernel(256 * 1024), text, Idle);
            Of.Start();
        }

        public InitBench Of { get; }

        public IdleBinary Idle { get; } = new();

        public void Dispose() => Of.End();
    }

    // A component with a signal and a timer, which counts what its thread allocates from one dispatch to the next.
    private sealed class IdleBinary : Binary
    {
        public override string Name => "idle";

        public long Allocated { get; set; }

        public int Dispatched { get; set; }

        public override Component Create() => new Idle(this);

        private sealed class Idle(IdleBinary binary) : Component
        {
            private Signal? _signal;
            private long _last;

            public override void Construct(Env env)
            {
                _signal = env.Signal(0);
                _ = env.Signal(1);
                env.Trigger(1, 5, 10);
            }

            public override void Dispatch(int signals)
            {
                var now = GC.GetAllocatedBytesForCurrentThread();
                binary.Allocated += now - _last;
                binary.Dispatched++;
                if (signals == 2)
                {
                    _signal!.Submit();
                }

                _last = GC.GetAllocatedBytesForCurrentThread();
            }
        }
    }
}
