// SPDX-License-Identifier: MIT
// Whose turn it is on a bus, by devices that only note when they are selected. Real and simulated ones: tests/Host/Buses.

using System;
using System.Threading;
using nanoFramework.TestFramework;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class BusDeviceTests
    {
        [TestMethod]
        public void OneHasItUntilItsEnd()
        {
            Bus bus = new Bus(1000);
            NotingDevice first = new NotingDevice(bus);
            NotingDevice second = new NotingDevice(bus);
            Expect(IoStatus.Ok, first.Begin());
            Expect(IoStatus.Busy, second.Begin());
            Expect(IoStatus.Busy, second.Write(SpanByte.Empty, 0));
            Expect(IoStatus.Ok, first.Write(SpanByte.Empty, 0));
            Assert.IsTrue(first.IsSelected && !second.IsSelected);
            Expect(IoStatus.Ok, first.End());
            Expect(IoStatus.Interrupted, first.End());
            Assert.IsFalse(first.IsSelected);
            Expect(IoStatus.Ok, second.Begin());
            Assert.AreEqual("2 2 0", bus.Statistics.Transactions + " " + bus.Statistics.Busy + " " + bus.Statistics.TakenAway);
        }

        [TestMethod]
        public void WhoIsTooSlowLosesItAndLearnsIt()
        {
            Bus bus = new Bus(5);
            NotingDevice first = new NotingDevice(bus);
            NotingDevice second = new NotingDevice(bus);
            Expect(IoStatus.Ok, first.Begin());
            Thread.Sleep(10);
            Expect(IoStatus.Busy, second.Begin());
            Thread.Sleep(10);
            Expect(IoStatus.Ok, second.Begin());
            Assert.IsFalse(first.IsSelected);
            Expect(IoStatus.Interrupted, first.Write(SpanByte.Empty, 0));
            Expect(IoStatus.Interrupted, first.End());
            Expect(IoStatus.Busy, first.Write(SpanByte.Empty, 0));
            Assert.IsTrue(second.IsSelected);
            Assert.AreEqual(1, first.Written + second.Written + (int)bus.Statistics.TakenAway);
        }

        [TestMethod]
        public void WhatIsGivenUpIsOver()
        {
            Bus bus = new Bus(1000);
            NotingDevice first = new NotingDevice(bus);
            NotingDevice second = new NotingDevice(bus);
            Expect(IoStatus.Ok, first.Begin());
            first.GiveUp();
            Assert.IsFalse(first.IsSelected);
            Expect(IoStatus.Ok, second.Begin());
            first.GiveUp();
            Assert.IsTrue(second.IsSelected);
            Expect(IoStatus.Ok, second.End());
            Expect(IoStatus.Ok, first.Write(SpanByte.Empty, 0));
        }

        [TestMethod]
        public void ATurnIsWaitedForAndNotForEver()
        {
            BusTurn turn = default;
            int asked = 0;
            while (turn.Comes())
            {
                asked++;
            }

            Assert.AreEqual(500, asked);
            Assert.IsFalse(turn.Comes());
        }

        [TestMethod]
        public void StatisticsAreText()
        {
            Bus bus = new Bus();
            Expect(IoStatus.Ok, new NotingDevice(bus).Write(SpanByte.Empty, 0));
            WholeBus whole = new WholeBus(bus, "spi", 3);
            byte[] text = new byte[256];
            Expect(IoStatus.Ok, whole.Read(text, 0, out int count));
            Assert.AreEqual(
                "bus | version: 1\n+ spi 3 | transactions: 1 | bytes: 0 | naks: 0 | retries: 0 | timeouts: 0 | errors: 0 | busy: 0"
                    + " | taken_away: 0 | interrupts: 0\n-\n",
                HidText.String(new SpanByte(text, 0, count)));
            Expect(IoStatus.TooLong, whole.Read(new SpanByte(text, 0, count - 1), 0, out count));
            Assert.AreEqual(0, count);
        }

        private static void Expect(IoStatus expected, IoStatus actual) => Assert.AreEqual((int)expected, (int)actual);

        private sealed class NotingDevice : BusDevice
        {
            public NotingDevice(Bus bus)
                : base(bus)
            {
            }

            public bool IsSelected { get; private set; }

            public int Written { get; private set; }

            public override IoStatus Write(SpanByte data, int timeoutMs)
            {
                IoStatus status = Enter();
                Written += status == IoStatus.Ok ? 1 : 0;
                return status;
            }

            protected override void Select() => IsSelected = true;

            protected override void Deselect() => IsSelected = false;
        }
    }
}
