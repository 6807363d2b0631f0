// SPDX-License-Identifier: MIT
// A file as a character device: it is opened once, and again after whatever closed it, but nothing is done twice.

using System;
using nanoFramework.TestFramework;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;
using Wardstone.Vfs;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class FileDeviceTests
    {
        [TestMethod]
        public void ItIsOpenedOnceAndEachCallIsPassedOn()
        {
            Files files = new Files();
            ICharDevice device = Device(files);
            Assert.AreEqual("", files.Calls);
            byte[] buffer = new byte[4];
            Assert.AreEqual((int)IoStatus.Ok, (int)device.Transfer(Hex.Bytes("01 02"), buffer, 700, out int count));
            Assert.AreEqual("3 03 03 03 00", count + " " + Hex.Text(buffer));
            Assert.AreEqual((int)IoStatus.Ok, (int)device.Read(buffer, 100, out count));
            Assert.AreEqual(3, count);
            Assert.AreEqual((int)IoStatus.Ok, (int)device.Write(Hex.Bytes("05 06 07"), 100));
            Assert.AreEqual("open /dev/x 3;transfer 8: 01 02 700;read 8;write 8: 05 06 07;", files.Calls);
        }

        [TestMethod]
        [DataRow((int)IoStatus.ServerFaulted, (int)IoStatus.ServerFaulted, "transfer 8: 01 1;open /dev/x 3;transfer 16: 01 1;")]
        [DataRow((int)IoStatus.BadFile, (int)IoStatus.ServerFaulted, "transfer 8: 01 1;open /dev/x 3;transfer 16: 01 1;")]
        [DataRow((int)IoStatus.Removed, (int)IoStatus.Removed, "transfer 8: 01 1;close 8;open /dev/x 3;transfer 16: 01 1;")]
        [DataRow((int)IoStatus.Timeout, (int)IoStatus.Timeout, "transfer 8: 01 1;transfer 8: 01 1;")]
        [DataRow((int)IoStatus.Busy, (int)IoStatus.Busy, "transfer 8: 01 1;transfer 8: 01 1;")]
        public void AFailureIsTheCallersAndTheNextCallOpensAgain(int happens, int told, string calls)
        {
            Files files = new Files();
            ICharDevice device = Device(files);
            Assert.AreEqual((int)IoStatus.Ok, (int)Transfer(device));
            files.Forget();
            files.Next = (IoStatus)happens;
            Assert.AreEqual(told, (int)Transfer(device));
            Assert.AreEqual((int)IoStatus.Ok, (int)Transfer(device));
            Assert.AreEqual(calls, files.Calls);
        }

        [TestMethod]
        [DataRow((int)IoStatus.NotPresent)]
        [DataRow((int)IoStatus.Denied)]
        [DataRow((int)IoStatus.ServerFaulted)]
        public void WhatCannotBeOpenedIsTriedWithEachCall(int status)
        {
            Files files = new Files { Next = (IoStatus)status };
            ICharDevice device = Device(files);
            Assert.AreEqual(status, (int)device.Read(new byte[4], 100, out int count));
            Assert.AreEqual(0, count);
            files.Next = (IoStatus)status;
            Assert.AreEqual(status, (int)device.Write(new byte[4], 100));
            Assert.AreEqual("open /dev/x 3;open /dev/x 3;", files.Calls);
            Assert.AreEqual((int)IoStatus.Ok, (int)Transfer(device));
        }

        [TestMethod]
        public void NothingNowAndNoRoomAreTimeouts()
        {
            Files files = new Files { Room = 0 };
            ICharDevice device = Device(files);
            Assert.AreEqual((int)IoStatus.Timeout, (int)device.Read(new byte[4], 100, out int count));
            Assert.AreEqual(0, count);
            files.Room = 2;
            Assert.AreEqual((int)IoStatus.Timeout, (int)device.Write(new byte[3], 100));
            Assert.AreEqual((int)IoStatus.Ok, (int)device.Write(new byte[2], 100));
        }

        [TestMethod]
        public void WhoIsToldOfChangesStillIsAfterADeath()
        {
            Files files = new Files();
            ICharDevice device = Device(files);
            Assert.AreEqual((int)IoStatus.Ok, (int)device.Notify(new TestEnv().Signal(5)));
            files.Next = IoStatus.ServerFaulted;
            Assert.AreEqual((int)IoStatus.ServerFaulted, (int)Transfer(device));
            Assert.AreEqual((int)IoStatus.Ok, (int)Transfer(device));
            Assert.AreEqual("open /dev/x 3;watch 8: 32;transfer 8: 01 1;open /dev/x 3;watch 16: 32;transfer 16: 01 1;", files.Calls);
        }

        [TestMethod]
        [DataRow("", "service")]
        [DataRow("tpm: /dev/x\n", "file")]
        public void AConfigurationSaysWhichDevice(string config, string which)
        {
            Files files = new Files();
            CharDevice service = new Nothing();
            TestEnv env = new TestEnv(config).With("FileSystem", "", files).With("Tpm", "", service);
            ICharDevice device = DeviceRequest.Make(env, "tpm", "Tpm");
            Assert.AreEqual(which, device == service ? "service" : "file");
            Assert.AreEqual((int)(device == service ? IoStatus.NotSupported : IoStatus.Ok), (int)Transfer(device));
        }

        [TestMethod]
        [DataRow("tpm: dev/x\n", "2, 1: 'tpm' is the path of a file")]
        [DataRow("tpm: /dev/../x\n", "2, 1: 'tpm' is the path of a file")]
        [DataRow("tp: /dev/x\n", "2, 1: there is no such attribute")]
        [DataRow("tpm: /dev/x\ntpm: /dev/x\n", "3, 1: ")]
        [DataRow("tpm: /dev/x\n+ tpm\n", "3, 1: there is no such node")]
        [DataRow("+ tpm\n", "2, 1: there is no such node")]
        public void AWrongConfigurationIsRefused(string config, string reason)
        {
            TestEnv env = new TestEnv(config);
            Assert.IsNull(DeviceRequest.Make(env, "tpm", "Tpm"));
            Assert.AreEqual(reason, env.Refusal.Substring(0, reason.Length));
        }

        private static ICharDevice Device(Files files) => new FileDevice(files, Hex.Ascii("/dev/x"), OpenMode.Read | OpenMode.Write);

        private static IoStatus Transfer(ICharDevice device) => device.Transfer(Hex.Bytes("01"), new byte[4], 1, out _);

        private sealed class Nothing : CharDevice
        {
        }

        // One file, another number each time it is opened, and a note of every call.
        private sealed class Files : IFileSystemSession
        {
            private int _number;

            public string Calls { get; private set; } = "";

            public int Room { get; set; } = 3;

            /// <summary>Of the next call.</summary>
            public IoStatus Next { get; set; }

            public void Forget() => Calls = "";

            public IoStatus Open(SpanByte path, OpenMode mode, out int file)
            {
                IoStatus status = Note("open " + HidText.String(path) + " " + (int)mode);
                _number += status == IoStatus.Ok ? 8 : 0;
                file = status == IoStatus.Ok ? _number : 0;
                return status;
            }

            public IoStatus Close(int file) => Note("close " + file);

            public IoStatus Read(int file, SpanByte buffer, out int count)
            {
                count = Room;
                return Note("read " + file);
            }

            public IoStatus Write(int file, SpanByte data, out int count)
            {
                count = data.Length < Room ? data.Length : Room;
                return Note("write " + file + ": " + Hex.Text(data));
            }

            public IoStatus Seek(int file, int position) => IoStatus.NotSupported;

            public IoStatus Transfer(int file, SpanByte write, SpanByte read, int timeoutMs, out int count)
            {
                IoStatus status = Note("transfer " + file + ": " + Hex.Text(write) + " " + timeoutMs);
                count = status == IoStatus.Ok ? Room : 0;
                for (int i = 0; i < count; i++)
                {
                    read[i] = (byte)Room;
                }

                return status;
            }

            public IoStatus Stat(SpanByte path, out FileStatus status)
            {
                status = default;
                return IoStatus.NotSupported;
            }

            public IoStatus ReadDirectory(int directory, SpanByte name, out int length, out FileStatus status)
            {
                length = 0;
                status = default;
                return IoStatus.NotSupported;
            }

            public IoStatus Watch(int file, Signal signal) => Note("watch " + file + ": " + signal.Bit);

            public IoStatus Remove(SpanByte path) => IoStatus.NotSupported;

            private IoStatus Note(string call)
            {
                Calls += call + ";";
                IoStatus status = Next;
                Next = IoStatus.Ok;
                return status;
            }
        }
    }
}
