// SPDX-License-Identifier: MIT
// Start, death, restart and the end of restarts; subsystems; heartbeats and the watchdog.

using nanoFramework.TestFramework;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable.Runtime
{
    [TestClass]
    public class LifeTests
    {
        [TestMethod]
        public void StartsServersBeforeTheirClientsAndByPriority()
        {
            InitBench bench = new InitBench("+ start b | binary: counter | ram: 4K\n"
                + "+ start user | ram: 4K\n  + route | + service Counter | + child d\n"
                + "+ start c | binary: counter | ram: 4K | priority: 2\n"
                + "+ start d | binary: counter | ram: 4K\n  + provides | + service Counter\n");
            bench.Start();
            Assert.AreEqual("constructed c\nconstructed b\nconstructed d\nconstructed user\n", bench.Probe.Text);
            bench.End();
        }

        [TestMethod]
        [DataRow((int)Act.Throw, (int)FaultCause.Exception)]
        [DataRow((int)Act.UseNull, (int)FaultCause.NullReference)]
        public void AComponentThatDoesNotComeUpIsDegradedAndTheRestGoesOn(int act, int cause)
        {
            InitBench bench = new InitBench("+ start user | ram: 4K\n"
                + "+ start counter | ram: 4K\n  + restart | limit: 2 | back_off_ms: 10\n");
            bench.Probe.Act = (Act)act;
            bench.Start();
            Assert.AreEqual("back-off", ChildWords.Of(bench.Child("counter").State));
            bench.ServeUntil("counter", ChildState.Degraded);
            Assert.AreEqual(3, bench.Probe.Constructed);
            Assert.AreEqual(2, bench.Child("counter").Restarts);
            Assert.AreEqual(ChildWords.Of((FaultCause)cause), ChildWords.Of(bench.Child("counter").Fault));
            string why = "[init] counter: " + ChildWords.Of((FaultCause)cause);
            string all = why + ", restart 1 of 2 in 10 ms\n" + why + ", restart 2 of 2 in 20 ms\n" + why + ", degraded\n";
            Assert.IsTrue(bench.Said.IndexOf(all) >= 0, bench.Said);
            Assert.AreEqual("running", ChildWords.Of(bench.Child("user").State));
            bench.End();
        }

        [TestMethod]
        public void HavingRunForLongEndsTheRowOfRestarts()
        {
            InitBench bench = new InitBench("+ start counter | ram: 4K\n  + restart | limit: 1 | back_off_ms: 5 | stable_ms: 30\n");
            bench.Start();
            for (int i = 0; i < 3; i++)
            {
                bench.Serve(40);
                bench.Kill("counter");
                bench.ServeUntil("counter", ChildState.BackOff);
                bench.ServeUntil("counter", ChildState.Running);
            }

            bench.Kill("counter");
            bench.ServeUntil("counter", ChildState.Degraded);
            Assert.AreEqual(3, bench.Child("counter").Restarts);
            bench.End();
        }

        [TestMethod]
        public void AConfigurationThatAComponentRefusesKeepsItDown()
        {
            InitBench bench = new InitBench("+ start user | ram: 4K\n  + config\n    colour: red\n"
                + "+ start counter | ram: 4K\n");
            bench.Start();
            Assert.AreEqual("refused", ChildWords.Of(bench.Child("user").State));
            Assert.AreEqual("running", ChildWords.Of(bench.Child("counter").State));
            Assert.IsTrue(bench.Said.IndexOf("[user] config refused: line 4, column 5: no such attribute\n") >= 0, bench.Said);
            Assert.AreEqual("none", ChildWords.Of(bench.Child("user").Fault));
            bench.End();
        }

        [TestMethod]
        public void AClientWaitsForItsServerAndInitDoesNotSpinMeanwhile()
        {
            InitBench bench = new InitBench("+ start user | ram: 4K\n  + restart | back_off_ms: 10\n"
                + "  + route | + service Counter | + child counter\n  + config | label: x\n"
                + "+ start counter | ram: 4K\n  + provides | + service Counter\n  + restart | back_off_ms: 300\n");
            bench.Start();
            bench.Kill("counter");
            bench.ServeUntil("counter", ChildState.BackOff);
            bench.Kill("user");
            int turns = 0;
            for (; bench.Child("counter").State != ChildState.Running; turns++)
            {
                bench.Init.Serve(1000);
            }

            Assert.IsTrue(turns < 10, turns + " turns");
            bench.ServeUntil("user", ChildState.Running);
            Assert.AreEqual(1, bench.Child("user").Restarts, bench.Said);
            bench.End();
        }

        [TestMethod]
        public void ASubsystemIsRestartedAsAWholeAndThenDegraded()
        {
            InitBench bench = new InitBench("+ start user | ram: 4K\n  + route | + service Counter | + child sub\n  + config | label: x\n"
                + "+ start sub | binary: init | ram: 16K\n  + provides | + service Counter\n  + restart | limit: 1 | back_off_ms: 10\n"
                + "  + config\n    + service Counter | + child a\n"
                + "    + start a | binary: counter | ram: 4K\n      + provides | + service Counter\n"
                + "      + restart | limit: 1 | back_off_ms: 10\n"
                + "    + start b | binary: counter | ram: 4K\n");
            bench.Start();
            Assert.AreEqual("sub/a", bench.Init.FirstChild.Next.Next.Name);
            Assert.IsTrue(bench.Probe.Has("opened Counter by user -> x"), bench.Probe.Text);

            // Once for itself; the second takes the subsystem along.
            bench.Kill("sub/a");
            bench.ServeUntil("sub/a", ChildState.BackOff);
            Assert.AreEqual("running", ChildWords.Of(bench.Child("sub").State));
            bench.ServeUntil("sub/a", ChildState.Running);
            bench.Kill("sub/a");
            bench.ServeUntil("sub", ChildState.BackOff);
            Assert.AreEqual("stopped", ChildWords.Of(bench.Child("sub/b").State));
            bench.ServeUntil("sub/b", ChildState.Running);
            Assert.AreEqual("running", ChildWords.Of(bench.Child("sub/a").State));
            Assert.AreEqual(1, bench.Child("sub").Restarts);
            Assert.AreEqual((int)IoStatus.ServerFaulted, (int)bench.Probe.Counter.Next(Act.Work, out int _));
            Assert.AreEqual((int)IoStatus.Ok, (int)bench.Probe.Counter.Next(Act.Work, out int _));

            bench.Kill("sub/b");
            bench.ServeUntil("sub/b", ChildState.BackOff);
            bench.ServeUntil("sub/b", ChildState.Running);
            bench.Kill("sub/a");
            bench.ServeUntil("sub/a", ChildState.BackOff);
            bench.ServeUntil("sub/a", ChildState.Running);
            bench.Kill("sub/a");
            bench.ServeUntil("sub", ChildState.Degraded);
            Assert.AreEqual("stopped", ChildWords.Of(bench.Child("sub/b").State));
            Assert.IsFalse(bench.Kernel.Domain("sub/b").IsAlive);
            Assert.AreEqual("running", ChildWords.Of(bench.Child("user").State));
            Assert.AreEqual((int)IoStatus.ServerFaulted, (int)bench.Probe.Counter.Next(Act.Work, out int _));
            bench.End();
        }

        [TestMethod]
        public void AHeartbeatThatIsMissedEndsTheComponent()
        {
            InitBench bench = new InitBench("+ watchdog | timeout_ms: 3000\n"
                + "+ start user | ram: 4K | priority: 1\n  + heartbeat | period_ms: 150 | skipped: 3\n  + restart | back_off_ms: 20\n"
                + "  + route | + service Counter | + child counter\n  + config | label: x | period_ms: 1000\n"
                + "+ start counter | ram: 4K\n  + provides | + service Counter\n");
            bench.Start();
            Assert.AreEqual(3000, bench.WatchdogTimeoutMs);
            bench.Serve(200);
            Assert.AreEqual(0, bench.Child("user").Restarts, bench.Said);
            int fed = bench.Fed;
            Assert.IsTrue(fed > 0);

            bench.Probe.Act = Act.Loop;
            bench.Probe.Signal.Submit();
            bench.ServeUntil("user", ChildState.BackOff);
            bench.Probe.Act = Act.Work;
            Assert.AreEqual("heartbeat", ChildWords.Of(bench.Child("user").Fault));
            bench.ServeUntil("user", ChildState.Running);
            bench.Serve(100);
            Assert.AreEqual(1, bench.Child("user").Restarts, bench.Said);
            Assert.AreEqual(0, bench.Child("counter").Restarts, bench.Said);
            Assert.IsTrue(bench.Fed > fed);
            bench.End();
        }
    }
}
