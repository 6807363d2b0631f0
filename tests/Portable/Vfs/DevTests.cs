// SPDX-License-Identifier: MIT
// Devices as files: a stream, a driver over a session, and a transactional one with two clients.
using System;
using System.Threading;
using nanoFramework.TestFramework;
using Wardstone.Components;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class DevTests
    {
        private const string Config = "+ vfs\n  + dir dev\n    + dev line | service: Terminal | label: line\n"
            + "    + dev echo0 | driver: echo | service: Bus | label: echo | timeout_ms: 77 | response: 8\n"
            + "    + dev bus | service: Bus | label: echo | timeout_ms: 88\n"
            + "+ policy a\n  + allow / | write: yes\n+ policy b\n  + allow / | write: yes\n";

        [TestMethod]
        public void AStreamGivesWhatThereIs()
        {
            Bench bench = new Bench();
            Assert.AreEqual((int)FileKind.Stream, (int)bench.A.Stat("/dev/line").Kind);
            int file = bench.A.Open("/dev/line", Files.ReadWrite);
            bench.Line.Answer = "abc";
            Assert.AreEqual("ab", bench.A.Read(file, 2));
            bench.Line.Status = IoStatus.Timeout;
            Assert.AreEqual("", bench.A.Read(file));
            Assert.AreEqual(0, bench.Line.TimeoutMs);
            bench.Line.Status = IoStatus.Ok;
            Assert.AreEqual(2, bench.A.Write(file, "hi"));
            Assert.AreEqual("hi", bench.Line.Written);
            Assert.AreEqual(1000, bench.Line.TimeoutMs);
            bench.A.Seek(file, 0, IoStatus.NotSupported);
        }

        // A line may have nothing; a device on a bus was asked, and is silent.
        [TestMethod]
        public void ASilentDeviceOnABusHasFailed()
        {
            Bench bench = new Bench();
            int file = bench.A.Open("/dev/bus", OpenMode.Read);
            bench.Bus.Answer = "12";
            Assert.AreEqual("12", bench.A.Read(file));
            Assert.AreEqual(88, bench.Bus.TimeoutMs);
            bench.Bus.Status = IoStatus.Timeout;
            _ = bench.A.Read(file, 9, IoStatus.Timeout);
        }

        [TestMethod]
        [DataRow((int)IoStatus.NotAcknowledged)]
        [DataRow((int)IoStatus.BusError)]
        [DataRow((int)IoStatus.Busy)]
        [DataRow((int)IoStatus.ServerFaulted)]
        public void WhatTheDeviceSaysIsTheAnswer(int said)
        {
            Bench bench = new Bench();
            IoStatus status = (IoStatus)said;
            int line = bench.A.Open("/dev/line", Files.ReadWrite);
            int echo = bench.A.Open("/dev/echo0", Files.ReadWrite);
            bench.Line.Status = bench.Bus.Status = status;
            _ = bench.A.Read(line, 9, status);
            _ = bench.A.Write(line, "x", status);
            _ = bench.A.Write(echo, "x", status);
            Files.Expect(status, bench.A.Session.Transfer(echo, Hex.Ascii("x"), new byte[4], 5, out int count));
            Assert.AreEqual(0, count);

            // The next call works, and nothing is left of the one that failed.
            bench.Line.Status = bench.Bus.Status = IoStatus.Ok;
            Assert.AreEqual("", bench.A.Read(echo));
            Assert.AreEqual(1, bench.A.Write(line, "x"));
            Assert.AreEqual(1, bench.B.Write(bench.B.Open("/dev/echo0", Files.ReadWrite), "x"));
        }

        [TestMethod]
        public void ATransferGoesStraightThrough()
        {
            Bench bench = new Bench();
            Assert.AreEqual((int)FileKind.Transactional, (int)bench.A.Stat("/dev/echo0").Kind);
            int file = bench.A.Open("/dev/echo0", Files.ReadWrite);
            byte[] answer = new byte[20];
            Files.Expect(IoStatus.Ok, bench.A.Session.Transfer(file, Hex.Ascii("longer than 8"), answer, 5, out int count));
            Assert.AreEqual("8 naht regnol", HidText.String(new SpanByte(answer, 0, count)));
            Assert.AreEqual(5, bench.Bus.TimeoutMs);
            Files.Expect(IoStatus.Ok, bench.A.Session.Transfer(file, Hex.Ascii("x"), answer, int.MaxValue, out count));
            Assert.AreEqual(77, bench.Bus.TimeoutMs);
            Files.Expect(
                IoStatus.Denied, bench.A.Session.Transfer(bench.A.Open("/dev/echo0"), Hex.Ascii("x"), answer, 5, out count));
            Assert.AreEqual(0, count);
        }

        [TestMethod]
        public void AResponseIsItsWritersAlone()
        {
            Bench bench = new Bench();
            int a = bench.A.Open("/dev/echo0", Files.ReadWrite);
            int second = bench.A.Open("/dev/echo0", Files.ReadWrite);
            int b = bench.B.Open("/dev/echo0", Files.ReadWrite);
            Assert.AreEqual("", bench.A.Read(a));
            Assert.AreEqual(6, bench.A.Write(a, "secret"));
            Assert.AreEqual(77, bench.Bus.TimeoutMs);
            Assert.AreEqual("", bench.B.Read(b));
            Assert.AreEqual("", bench.A.Read(second));
            _ = bench.B.Write(b, "mine", IoStatus.Busy);
            Assert.AreEqual("ter", bench.A.Read(a, 3));
            _ = bench.B.Write(b, "mine", IoStatus.Busy);
            Files.Expect(IoStatus.Ok, bench.B.Session.Transfer(b, Hex.Ascii("other"), new byte[8], 5, out _));
            Assert.AreEqual("ces", bench.A.Read(a));
            Assert.AreEqual("", bench.A.Read(a));
            Assert.AreEqual(4, bench.B.Write(b, "mine"));
            Assert.AreEqual("enim", bench.B.Read(b));
        }

        [TestMethod]
        public void TheNextRequestOrACloseGivesTheResponseUp()
        {
            Bench bench = new Bench();
            int a = bench.A.Open("/dev/echo0", Files.ReadWrite);
            _ = bench.A.Write(a, "one");
            _ = bench.A.Write(a, "two");
            Assert.AreEqual("owt", bench.A.Read(a));
            _ = bench.A.Write(a, "three");
            bench.A.Close(a);
            a = bench.A.Open("/dev/echo0", Files.ReadWrite);
            Assert.AreEqual("", bench.A.Read(a));
            _ = bench.A.Write(a, "four");

            // Another instance of the client.
            Assert.IsNotNull(bench.Component.Open("FileSystem", "a"));
            Assert.AreEqual(4, bench.B.Write(bench.B.Open("/dev/echo0", Files.ReadWrite), "five"));
        }

        [TestMethod]
        public void ALateReaderMakesWayAndIsTold()
        {
            Bench bench = new Bench();
            int a = bench.A.Open("/dev/echo0", Files.ReadWrite);
            int b = bench.B.Open("/dev/echo0", Files.ReadWrite);
            _ = bench.A.Write(a, "late");
            Thread.Sleep(1050);
            Assert.AreEqual(3, bench.B.Write(b, "now"));
            _ = bench.A.Read(a, 9, IoStatus.Interrupted);
            Assert.AreEqual("", bench.A.Read(a));
            Assert.AreEqual("won", bench.B.Read(b));
            _ = bench.A.Write(a, "again");
            Assert.AreEqual("niaga", bench.A.Read(a));
        }

        [TestMethod]
        public void AResponseThatIsTooLongIsNone()
        {
            Bench bench = new Bench();
            int a = bench.A.Open("/dev/echo0", Files.ReadWrite);
            _ = bench.A.Write(a, "ninebytes", IoStatus.TooLong);
            Assert.AreEqual("", bench.A.Read(a));
            Assert.AreEqual(8, bench.A.Write(a, "8 bytes."));
            Assert.AreEqual(".setyb 8", bench.A.Read(a));
            Assert.AreEqual(0, bench.A.Write(a, ""));
            Assert.AreEqual(1, bench.B.Write(bench.B.Open("/dev/echo0", Files.ReadWrite), "x"));
        }

        [TestMethod]
        public void OneMayWatchADevice()
        {
            Bench bench = new Bench();
            TestSignals signals = new TestSignals();
            int a = bench.A.Open("/dev/line", 0);
            int b = bench.B.Open("/dev/line", 0);
            Files.Expect(IoStatus.NotSupported, bench.A.Session.Watch(bench.A.Open("/dev/echo0", 0), new Signal(signals, 5)));
            Files.Expect(IoStatus.Ok, bench.A.Session.Watch(a, new Signal(signals, 0)));
            Files.Expect(IoStatus.Busy, bench.B.Session.Watch(b, new Signal(signals, 1)));
            bench.Line.Signal.Submit();
            Assert.AreEqual(1, signals.Take(0));

            // A server that was restarted knows no signal: it is told again, whoever learns of it.
            int reader = bench.B.Open("/dev/line", OpenMode.Read);
            bench.Line.Signal = null;
            bench.Line.Status = IoStatus.ServerFaulted;
            _ = bench.B.Read(reader, 9, IoStatus.ServerFaulted);
            bench.Line.Status = IoStatus.Ok;
            _ = bench.B.Read(reader);
            bench.Line.Signal.Submit();
            Assert.AreEqual(1, signals.Take(0));
            bench.A.Close(a);
            Files.Expect(IoStatus.Ok, bench.B.Session.Watch(b, new Signal(signals, 1)));
            bench.Line.Signal.Submit();
            Assert.AreEqual(2, signals.Take(0));
        }

        // A test's own: on nanoFramework the tests of a class have no instance.
        private sealed class Bench
        {
            public Bench()
            {
                TestEnv env = new TestEnv(Config).With("Terminal", "line", Line).With("Bus", "echo", Bus);
                Component = Files.Component(env, new EchoDriver());
                A = Files.Of(Component, "a");
                B = Files.Of(Component, "b");
            }

            public Line Line { get; } = new Line();

            public Device Bus { get; } = new Device();

            public VfsComponent Component { get; }

            public Files A { get; }

            public Files B { get; }
        }

        // Reads an answer from the start, over and over; a transfer is what was written, backwards.
        private class Line : CharDevice
        {
            public IoStatus Status { get; set; }

            public string Answer { get; set; } = "";

            public string Written { get; private set; }

            public int TimeoutMs { get; private set; }

            public Signal Signal { get; set; }

            public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
            {
                TimeoutMs = timeoutMs;
                count = Status != IoStatus.Ok ? 0 : buffer.Length < Answer.Length ? buffer.Length : Answer.Length;
                new SpanByte(Hex.Ascii(Answer), 0, count).CopyTo(buffer);
                return Status;
            }

            public override IoStatus Write(SpanByte data, int timeoutMs)
            {
                Written = HidText.String(data);
                TimeoutMs = timeoutMs;
                return Status;
            }

            public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
            {
                TimeoutMs = timeoutMs;
                count = 0;
                if (Status != IoStatus.Ok || write.Length > read.Length)
                {
                    return Status == IoStatus.Ok ? IoStatus.TooLong : Status;
                }

                count = write.Length;
                for (int i = 0; i < count; i++)
                {
                    read[i] = write[count - 1 - i];
                }

                return IoStatus.Ok;
            }

            public override IoStatus Notify(Signal signal)
            {
                Signal = signal;
                return IoStatus.Ok;
            }
        }

        private sealed class Device : Line, IBusDevice
        {
            public IoStatus Begin() => IoStatus.Ok;

            public IoStatus Exchange(SpanByte write, SpanByte read) => IoStatus.NotSupported;

            public IoStatus End() => IoStatus.Ok;
        }

        private sealed class EchoDriver : CharDriver
        {
            public override string Name => "echo";

            public override bool IsTransactional => true;

            public override ICharDevice Create(IBusDevice bus) => new Echo(bus);
        }

        private sealed class Echo : CharDevice
        {
            private readonly IBusDevice _bus;

            public Echo(IBusDevice bus) => _bus = bus;

            public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count) =>
                _bus.Transfer(write, read, timeoutMs, out count);
        }
    }
}
