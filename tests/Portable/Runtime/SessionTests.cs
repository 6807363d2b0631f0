// SPDX-License-Identifier: MIT
// Sessions: what a route allows and with which label it arrives, and what a client sees of its server's death.

using System;
using nanoFramework.TestFramework;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable.Runtime
{
    [TestClass]
    public class SessionTests
    {
        private const string Server = "+ start counter | ram: 4K\n  + provides | + service Counter\n";

        [TestMethod]
        [DataRow("+ service Counter | + child counter", "x", "user -> x")]
        [DataRow("+ service Counter | + child counter", "", "user")]
        [DataRow("+ service Counter | + child counter | label: y", "x", "user -> y")]
        [DataRow("+ service Counter | + child counter | label:", "x", "user")]
        [DataRow("+ any-service | + child counter", "x", "user -> x")]
        [DataRow("+ service Counter | label: x | + child counter", "x", "user -> x")]
        [DataRow("+ service Counter | label_prefix: bus | + child counter", "bus-1", "user -> bus-1")]
        [DataRow("+ service Counter | label_suffix: 1 | + child counter", "bus-1", "user -> bus-1")]
        [DataRow("+ service Counter | unlabelled: yes | + child counter", "", "user")]
        [DataRow("+ service Log | + parent\n    + any-service | + child counter", "x", "user -> x")]
        [DataRow("+ service Counter | label: z | + parent\n    + service Counter | + child counter", "x", "")]
        [DataRow("+ service Counter | label: x | + child counter | label: nobody", "x", "")]
        [DataRow("+ service Counter | + child counter | label: wrong", "x", "")]
        [DataRow("+ service Counter | label: y | + child counter", "x", "")]
        [DataRow("+ service Counter | label_prefix: xy | + child counter", "x", "")]
        [DataRow("+ service Counter | label_suffix: xy | + child counter", "y", "")]
        [DataRow("+ service Counter | unlabelled: yes | + child counter", "x", "")]
        [DataRow("+ service Log | + parent", "x", "")]
        public void GoWhereTheFirstRouteThatFitsSays(string routes, string label, string arrives)
        {
            string user = "+ start user | ram: 4K\n  + restart | limit: 0\n  + route\n    " + routes
                + "\n  + config | label: " + label + "\n";
            InitBench bench = new InitBench(user + Server);
            if (routes.IndexOf("z | + parent") >= 0)
            {
                Assert.IsTrue(bench.Reason.IndexOf("the board provides no 'Counter'") > 0, bench.Reason);
                return;
            }

            bench.Start();
            bool isGiven = arrives.Length != 0;
            Assert.AreEqual(isGiven ? "running" : "degraded", ChildWords.Of(bench.Child("user").State), bench.Said);
            Assert.AreEqual("running", ChildWords.Of(bench.Child("counter").State), bench.Said);
            Assert.IsTrue(!isGiven || bench.Probe.Has("opened Counter by " + arrives + "\n"), bench.Probe.Text);
            Assert.AreEqual(isGiven, bench.Said.IndexOf("[user] no session of Counter") < 0, bench.Said);
            Assert.AreEqual(isGiven, bench.Probe.Counter != null);
            bench.End();
        }

        [TestMethod]
        public void AreServedByTheSameInstance()
        {
            InitBench bench = Pair();
            AssertCount(bench, 1);
            AssertCount(bench, 2);
            bench.End();
        }

        [TestMethod]
        [DataRow((int)Act.Throw, (int)FaultCause.Exception)]
        [DataRow((int)Act.UseNull, (int)FaultCause.NullReference)]
        [DataRow((int)Act.ExceedArray, (int)FaultCause.IndexOutOfRange)]
        [DataRow((int)Act.ExceedQuota, (int)FaultCause.OutOfMemory)]
        public void EndWithTheServerThatFaultsInACallAndWorkAgain(int act, int cause)
        {
            InitBench bench = Pair();
            AssertCount(bench, 1);
            int faults = bench.Kernel.Faults.Count;
            Assert.AreEqual((int)IoStatus.ServerFaulted, (int)bench.Probe.Counter.Next((Act)act, out int count));
            Assert.AreEqual(0, count);
            Assert.AreEqual((int)IoStatus.ServerFaulted, (int)bench.Probe.Counter.Next(Act.Work, out count));
            bench.ServeUntil("counter", ChildState.BackOff);
            Assert.AreEqual(ChildWords.Of((FaultCause)cause), ChildWords.Of(bench.Child("counter").Fault));
            string said = "[init] counter: " + ChildWords.Of((FaultCause)cause) + ", restart 1 of 5 in 20 ms";
            Assert.IsTrue(bench.Said.IndexOf(said) >= 0, bench.Said);
            AssertRecord(bench, faults, (FaultCause)cause);

            // The client knows of it already: once there is a new instance, it is served.
            bench.ServeUntil("counter", ChildState.Running);
            AssertCount(bench, 1);
            Assert.AreEqual((int)ChildState.Running, (int)bench.Child("user").State);
            Assert.AreEqual(0, bench.Child("user").Restarts);
            bench.End();
        }

        [TestMethod]
        public void TellOnceOfADeathThatNobodySaw()
        {
            InitBench bench = Pair();
            AssertCount(bench, 1);
            for (int i = 0; i < 3; i++)
            {
                bench.Kill("counter");
                bench.ServeUntil("counter", ChildState.BackOff);
                bench.ServeUntil("counter", ChildState.Running);
                Assert.AreEqual((int)IoStatus.ServerFaulted, (int)bench.Probe.Counter.Next(Act.Work, out int _));
                AssertCount(bench, 1);
                AssertCount(bench, 2);
            }

            Assert.AreEqual(3, bench.Child("counter").Restarts);
            bench.End();
        }

        [TestMethod]
        public void AreFoundAgainByTheNextInstanceOfTheClientAndOpenedAnew()
        {
            InitBench bench = Pair();
            ICounterSession first = bench.Probe.Counter;
            AssertCount(bench, 1);
            bench.Kill("user");
            bench.ServeUntil("user", ChildState.BackOff);
            bench.ServeUntil("user", ChildState.Running);
            Assert.AreSame(first, bench.Probe.Counter);
            AssertCount(bench, 1);
            bench.End();
        }

        private static InitBench Pair()
        {
            InitBench bench = new InitBench("+ start user | ram: 4K\n  + restart | back_off_ms: 20\n"
                + "  + route | + service Counter | + child counter\n  + config | label: x\n"
                + Server + "  + restart | back_off_ms: 20\n");
            bench.Start();
            return bench;
        }

        private static void AssertCount(InitBench bench, int expected)
        {
            Assert.AreEqual((int)IoStatus.Ok, (int)bench.Probe.Counter.Next(Act.Work, out int count));
            Assert.AreEqual(expected, count);
        }

        private static void AssertRecord(InitBench bench, int index, FaultCause cause)
        {
            FaultRecord record = new FaultRecord();
            Assert.IsTrue(bench.Kernel.Faults.TryRead(bench.Kernel.Faults.Count - 1, record));
            Assert.AreEqual("counter", record.Component);
            Assert.AreEqual((int)cause, (int)record.Cause);
            Assert.AreEqual(0, record.BootsAgo);
            Assert.IsTrue(bench.Kernel.Faults.Count > index || bench.Kernel.Faults.Count == index, "one more, or the log is full");
        }
    }
}
