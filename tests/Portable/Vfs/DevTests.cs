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

        private Line _line;
        private Device _bus;
        private VfsComponent _component;
        private Files _a;
        private Files _b;

        [TestMethod]
        public void AStreamGivesWhatThereIs()
        {
            Begin();
            Assert.AreEqual((int)FileKind.Stream, (int)_a.Stat("/dev/line").Kind);
            int file = _a.Open("/dev/line", Files.ReadWrite);
            _line.Answer = "abc";
            Assert.AreEqual("ab", _a.Read(file, 2));
            _line.Status = IoStatus.Timeout;
            Assert.AreEqual("", _a.Read(file));
            Assert.AreEqual(0, _line.TimeoutMs);
            _line.Status = IoStatus.Ok;
            Assert.AreEqual(2, _a.Write(file, "hi"));
            Assert.AreEqual("hi", _line.Written);
            Assert.AreEqual(1000, _line.TimeoutMs);
            _a.Seek(file, 0, IoStatus.NotSupported);
        }

        // A line may have nothing; a device on a bus was asked, and is silent.
        [TestMethod]
        public void ASilentDeviceOnABusHasFailed()
        {
            Begin();
            int file = _a.Open("/dev/bus", OpenMode.Read);
            _bus.Answer = "12";
            Assert.AreEqual("12", _a.Read(file));
            Assert.AreEqual(88, _bus.TimeoutMs);
            _bus.Status = IoStatus.Timeout;
            _ = _a.Read(file, 9, IoStatus.Timeout);
        }

        [TestMethod]
        [DataRow((int)IoStatus.NotAcknowledged)]
        [DataRow((int)IoStatus.BusError)]
        [DataRow((int)IoStatus.Busy)]
        [DataRow((int)IoStatus.ServerFaulted)]
        public void WhatTheDeviceSaysIsTheAnswer(int said)
        {
            Begin();
            IoStatus status = (IoStatus)said;
            int line = _a.Open("/dev/line", Files.ReadWrite);
            int echo = _a.Open("/dev/echo0", Files.ReadWrite);
            _line.Status = _bus.Status = status;
            _ = _a.Read(line, 9, status);
            _ = _a.Write(line, "x", status);
            _ = _a.Write(echo, "x", status);
            Files.Expect(status, _a.Session.Transfer(echo, Hex.Ascii("x"), new byte[4], 5, out int count));
            Assert.AreEqual(0, count);

            // The next call works, and nothing is left of the one that failed.
            _line.Status = _bus.Status = IoStatus.Ok;
            Assert.AreEqual("", _a.Read(echo));
            Assert.AreEqual(1, _a.Write(line, "x"));
            Assert.AreEqual(1, _b.Write(_b.Open("/dev/echo0", Files.ReadWrite), "x"));
        }

        [TestMethod]
        public void ATransferGoesStraightThrough()
        {
            Begin();
            Assert.AreEqual((int)FileKind.Transactional, (int)_a.Stat("/dev/echo0").Kind);
            int file = _a.Open("/dev/echo0", Files.ReadWrite);
            byte[] answer = new byte[20];
            Files.Expect(IoStatus.Ok, _a.Session.Transfer(file, Hex.Ascii("longer than 8"), answer, 5, out int count));
            Assert.AreEqual("8 naht regnol", HidText.String(new SpanByte(answer, 0, count)));
            Assert.AreEqual(5, _bus.TimeoutMs);
            Files.Expect(IoStatus.Ok, _a.Session.Transfer(file, Hex.Ascii("x"), answer, int.MaxValue, out count));
            Assert.AreEqual(77, _bus.TimeoutMs);
            Files.Expect(
                IoStatus.Denied, _a.Session.Transfer(_a.Open("/dev/echo0"), Hex.Ascii("x"), answer, 5, out count));
            Assert.AreEqual(0, count);
        }

        [TestMethod]
        public void AResponseIsItsWritersAlone()
        {
            Begin();
            int a = _a.Open("/dev/echo0", Files.ReadWrite);
            int second = _a.Open("/dev/echo0", Files.ReadWrite);
            int b = _b.Open("/dev/echo0", Files.ReadWrite);
            Assert.AreEqual("", _a.Read(a));
            Assert.AreEqual(6, _a.Write(a, "secret"));
            Assert.AreEqual(77, _bus.TimeoutMs);
            Assert.AreEqual("", _b.Read(b));
            Assert.AreEqual("", _a.Read(second));
            _ = _b.Write(b, "mine", IoStatus.Busy);
            Assert.AreEqual("ter", _a.Read(a, 3));
            _ = _b.Write(b, "mine", IoStatus.Busy);
            Files.Expect(IoStatus.Ok, _b.Session.Transfer(b, Hex.Ascii("other"), new byte[8], 5, out _));
            Assert.AreEqual("ces", _a.Read(a));
            Assert.AreEqual("", _a.Read(a));
            Assert.AreEqual(4, _b.Write(b, "mine"));
            Assert.AreEqual("enim", _b.Read(b));
        }

        [TestMethod]
        public void TheNextRequestOrACloseGivesTheResponseUp()
        {
            Begin();
            int a = _a.Open("/dev/echo0", Files.ReadWrite);
            _ = _a.Write(a, "one");
            _ = _a.Write(a, "two");
            Assert.AreEqual("owt", _a.Read(a));
            _ = _a.Write(a, "three");
            _a.Close(a);
            a = _a.Open("/dev/echo0", Files.ReadWrite);
            Assert.AreEqual("", _a.Read(a));
            _ = _a.Write(a, "four");

            // Another instance of the client.
            Assert.IsNotNull(_component.Open("FileSystem", "a"));
            Assert.AreEqual(4, _b.Write(_b.Open("/dev/echo0", Files.ReadWrite), "five"));
        }

        [TestMethod]
        public void ALateReaderMakesWayAndIsTold()
        {
            Begin();
            int a = _a.Open("/dev/echo0", Files.ReadWrite);
            int b = _b.Open("/dev/echo0", Files.ReadWrite);
            _ = _a.Write(a, "late");
            Thread.Sleep(1050);
            Assert.AreEqual(3, _b.Write(b, "now"));
            _ = _a.Read(a, 9, IoStatus.Interrupted);
            Assert.AreEqual("", _a.Read(a));
            Assert.AreEqual("won", _b.Read(b));
            _ = _a.Write(a, "again");
            Assert.AreEqual("niaga", _a.Read(a));
        }

        [TestMethod]
        public void AResponseThatIsTooLongIsNone()
        {
            Begin();
            int a = _a.Open("/dev/echo0", Files.ReadWrite);
            _ = _a.Write(a, "ninebytes", IoStatus.TooLong);
            Assert.AreEqual("", _a.Read(a));
            Assert.AreEqual(8, _a.Write(a, "8 bytes."));
            Assert.AreEqual(".setyb 8", _a.Read(a));
            Assert.AreEqual(0, _a.Write(a, ""));
            Assert.AreEqual(1, _b.Write(_b.Open("/dev/echo0", Files.ReadWrite), "x"));
        }

        [TestMethod]
        public void OneMayWatchADevice()
        {
            Begin();
            TestSignals signals = new TestSignals();
            int a = _a.Open("/dev/line", 0);
            int b = _b.Open("/dev/line", 0);
            Files.Expect(IoStatus.NotSupported, _a.Session.Watch(_a.Open("/dev/echo0", 0), new Signal(signals, 5)));
            Files.Expect(IoStatus.Ok, _a.Session.Watch(a, new Signal(signals, 0)));
            Files.Expect(IoStatus.Busy, _b.Session.Watch(b, new Signal(signals, 1)));
            _line.Signal.Submit();
            Assert.AreEqual(1, signals.Take(0));

            // A server that was restarted knows no signal: it is told again, whoever learns of it.
            int reader = _b.Open("/dev/line", OpenMode.Read);
            _line.Signal = null;
            _line.Status = IoStatus.ServerFaulted;
            _ = _b.Read(reader, 9, IoStatus.ServerFaulted);
            _line.Status = IoStatus.Ok;
            _ = _b.Read(reader);
            _line.Signal.Submit();
            Assert.AreEqual(1, signals.Take(0));
            _a.Close(a);
            Files.Expect(IoStatus.Ok, _b.Session.Watch(b, new Signal(signals, 1)));
            _line.Signal.Submit();
            Assert.AreEqual(2, signals.Take(0));
        }

        // One instance of this class runs all tests.
        private void Begin()
        {
            _line = new Line();
            _bus = new Device();
            TestEnv env = new TestEnv(Config).With("Terminal", "line", _line).With("Bus", "echo", _bus);
            _component = Files.Component(env, new EchoDriver());
            _a = Files.Of(_component, "a");
            _b = Files.Of(_component, "b");
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
