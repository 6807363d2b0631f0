// SPDX-License-Identifier: MIT
// Signals and timers, which a component's own thread hands to it, in one instance after the other; and the reports.

using nanoFramework.TestFramework;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable.Runtime
{
    [TestClass]
    public class SignalTests
    {
        private const string User = "+ start user | ram: 4K | priority: 1\n  + restart | back_off_ms: 10\n  + config | period_ms: 20\n";

        [TestMethod]
        public void AreDispatchedAndTimersToo()
        {
            InitBench bench = new InitBench(User);
            bench.Start();
            bench.Probe.Signal.Submit();
            ServeUntilDispatched(bench, 0, 1);
            ServeUntilDispatched(bench, 1, 3);

            // The one-shot timer that signal 0 sets runs once for each.
            ServeUntilDispatched(bench, 2, 1);
            Assert.AreEqual(1, bench.Probe.Dispatched[2]);
            Assert.AreEqual(0, bench.Probe.Dispatched[3]);
            bench.Serve(30);
            Assert.AreEqual(1, bench.Probe.Dispatched[2]);

            // The period is stopped by the same signal.
            bench.Probe.Act = Act.StopTimers;
            bench.Probe.Signal.Submit();
            ServeUntilDispatched(bench, 2, 2);
            int ticks = bench.Probe.Dispatched[1];
            bench.Serve(60);
            Assert.AreEqual(ticks, bench.Probe.Dispatched[1]);
            bench.End();
        }

        [TestMethod]
        public void ReachTheNextInstance()
        {
            InitBench bench = new InitBench(User);
            bench.Start();
            Signal signal = bench.Probe.Signal;
            bench.Probe.Act = Act.Throw;
            signal.Submit();
            bench.ServeUntil("user", ChildState.BackOff);
            Assert.AreEqual("exception", ChildWords.Of(bench.Child("user").Fault));
            bench.Probe.Act = Act.Work;
            bench.ServeUntil("user", ChildState.Running);
            Assert.AreSame(signal, bench.Probe.Signal);
            int dispatched = bench.Probe.Dispatched[0];
            int ticks = bench.Probe.Dispatched[1];
            signal.Submit();
            ServeUntilDispatched(bench, 0, dispatched + 1);
            ServeUntilDispatched(bench, 1, ticks + 2);
            bench.End();
        }

        [TestMethod]
        public void NeedAThread()
        {
            InitBench bench = new InitBench("+ start user | ram: 4K\n  + restart | limit: 0\n  + config | period_ms: 20\n");
            bench.Start();
            Assert.AreEqual("degraded", ChildWords.Of(bench.Child("user").State));
            Assert.IsTrue(bench.Said.IndexOf("[user] no signal 0") >= 0, bench.Said);
            bench.End();
        }

        [TestMethod]
        public void ReportsSayHowThingsStand()
        {
            InitBench bench = new InitBench("+ report | delay_ms: 10 | period_ms: 50\n+ start user | ram: 4K | priority: 1\n"
                + "  + restart | back_off_ms: 1000\n"
                + "+ start reports | ram: 4K\n  + provides | + service Report\n  + restart | back_off_ms: 10\n"
                + "+ start sub | binary: init | ram: 8K\n  + config\n    + start counter | ram: 4K\n      + restart | limit: 0\n");
            bench.Start();
            ServeUntilReported(bench, "init | version: 1 | uptime_ms: ");
            ServeUntilReported(bench, " | degraded: no\n+ child user | binary: user | state: running | priority: 1 | ram: 4096 | ");
            ServeUntilReported(bench, " | restarts: 0\n+ child sub | binary: init | state: running | ram: 8192 | ram_used: ");
            ServeUntilReported(bench, " | restarts: 0\n  + child counter | binary: counter | state: running | ram: 4096 | ram_used: ");
            ServeUntilReported(bench, " | restarts: 0\n-\n");
            bench.Kill("user");
            ServeUntilReported(bench, " | state: back-off | priority: 1 | ram: 4096 | ram_used: ");
            ServeUntilReported(bench, " | restarts: 1 | fault: killed\n");
            bench.Reports.Clear();
            bench.Kill("reports");
            ServeUntilReported(bench, "+ child reports | binary: reports | state: running");
            bench.End();
        }

        private static void ServeUntilReported(InitBench bench, string part)
        {
            for (int i = 0; i < 500 && !bench.Reports.Has(part); i++)
            {
                bench.Init.Serve(10);
            }

            Assert.IsTrue(bench.Reports.Has(part), bench.Reports.Text + bench.Said);
        }

        private static void ServeUntilDispatched(InitBench bench, int signal, int count)
        {
            for (int i = 0; i < 500 && bench.Probe.Dispatched[signal] < count; i++)
            {
                bench.Init.Serve(10);
            }

            Assert.IsTrue(bench.Probe.Dispatched[signal] >= count, "signal " + signal + ": " + bench.Probe.Dispatched[signal]);
        }
    }
}
