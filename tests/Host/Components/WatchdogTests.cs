// SPDX-License-Identifier: MIT
// The watchdog is what comes where Init cannot end a component: it is fed until then, and not any more.

using Wardstone.Runtime;
using Wardstone.Tests.Portable.Runtime;

namespace Wardstone.Tests.Host.Components;

public class WatchdogTests
{
    [Fact]
    public void IsNotFedWhileAComponentOwesItsHeartbeatsAndCannotBeEnded()
    {
        using var release = new ManualResetEventSlim();
        var bench = new InitBench(
            new PlainKernel(64 * 1024),
            "+ watchdog | timeout_ms: 1500\n+ start stuck | ram: 4K | priority: 1\n  + heartbeat | period_ms: 100 | skipped: 3\n",
            new StuckBinary(release));
        bench.Start();

        // It is fed until three heartbeats are missed.
        var fed = 0;
        for (var i = 0; i < 20 && fed != bench.Fed; i++)
        {
            fed = bench.Fed;
            bench.Serve(500);
        }

        Assert.NotEqual(0, fed);
        Assert.Equal(fed, bench.Fed);
        Assert.Equal(ChildState.Running, bench.Child("stuck").State);

        // Ended after all, it is not owing anything.
        release.Set();
        bench.ServeUntil("stuck", ChildState.BackOff);
        Assert.Equal(FaultCause.Heartbeat, bench.Child("stuck").Fault);
        bench.Serve(50);
        Assert.InRange(bench.Fed, fed + 1, int.MaxValue);
        bench.End();
    }

    // The plain kernel cannot end what does not come to it.
    private sealed class StuckBinary(ManualResetEventSlim release) : Binary
    {
        public override string Name => "stuck";

        public override Component Create() => new Stuck(release);

        private sealed class Stuck(ManualResetEventSlim release) : Component
        {
            public override void Construct(Env env)
            {
                _ = env.Signal(0);
                env.Trigger(0, 1, 0);
            }

            public override void Dispatch(int signals) => release.Wait(TimeSpan.FromMinutes(1));
        }
    }
}
