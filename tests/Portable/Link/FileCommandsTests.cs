// SPDX-License-Identifier: MIT
// The commands for files, byte for byte, on ExampleFiles: version, command, status, number, payload, after the bytes that make a message
// ours. Whatever the request and however it ends, nothing stays open.

using System;
using nanoFramework.TestFramework;
using Wardstone.Link;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class FileCommandsTests
    {
        private const string Ours = "7f 00 00 7e d9 ";
        private const string Motd = "2f6d6f7464";                     // /motd
        private const string Note = "2f746d702f6e6f7465";             // /tmp/note
        private const string Dev = "2f646576";                        // /dev
        private const string Tpm = "2f6465762f74706d30";              // /dev/tpm0
        private const string Temp = "2f6465762f74656d7030";           // /dev/temp0

        [TestMethod]
        [DataRow("stat", "20", Motd, "00", "02 01 00 00 00 06 00 00 00 01")]
        [DataRow("stat, a directory's size is its entries", "20", Dev, "00", "01 01 00 00 00 02 00 00 00 00")]
        [DataRow("stat, not there", "20", "2f78", "0a", "")]
        [DataRow("stat, no path", "20", "", "0b", "")]
        [DataRow("stat, relative", "20", "6d", "0b", "")]
        [DataRow(
            "list, the second", "21", "00000001 0400" + Dev, "00",
            "00 00 00 00 00 00 00 02 00 00 00 01 03 01 00 00 00 00 00 00 00 00 05 74 65 6d 70 30")]
        [DataRow(
            "list, room for one", "21", "00000000 002a" + Dev, "00",
            "00 00 00 00 00 00 00 02 00 00 00 00 04 03 00 00 00 00 00 00 00 00 04 74 70 6d 30")]
        [DataRow("list, past the end", "21", "7fffffff 0400" + Dev, "00", "00 00 00 00 00 00 00 02 7f ff ff ff")]
        [DataRow("list, room for none", "21", "00000000 0029" + Dev, "04", "")]
        [DataRow("list, a negative entry", "21", "80000000 0400" + Dev, "04", "")]
        [DataRow("list, a file", "21", "00000000 0400" + Motd, "0d", "")]
        [DataRow("list, not there", "21", "00000000 0400 2f78", "0a", "")]
        [DataRow("list, short", "21", "00000000 04", "03", "")]
        [DataRow("read", "22", "00000000 0400" + Motd, "00", "00 00 00 01 00 00 00 06 00 00 00 00 68 65 6c 6c 6f 0a")]
        [DataRow("read, a part", "22", "00000001 0002" + Motd, "00", "00 00 00 01 00 00 00 06 00 00 00 01 65 6c")]
        [DataRow("read, nothing", "22", "00000000 0000" + Motd, "00", "00 00 00 01 00 00 00 06 00 00 00 00")]
        [DataRow("read, at the end", "22", "00000006 ffff" + Motd, "00", "00 00 00 01 00 00 00 06 00 00 00 06")]
        [DataRow("read, past the end", "22", "7fffffff 0400" + Motd, "00", "00 00 00 01 00 00 00 06 7f ff ff ff")]
        [DataRow("read, a negative offset", "22", "80000000 0400" + Motd, "04", "")]
        [DataRow(
            "read, a stream, whatever the offset", "22", "00000007 0400" + Temp, "00",
            "00 00 00 00 00 00 00 05 00 00 00 07 32 31 2e 35 0a")]
        [DataRow("read, a directory", "22", "00000000 0400" + Dev, "0d", "")]
        [DataRow("read, what takes requests", "22", "00000000 0400" + Tpm, "0d", "")]
        [DataRow("read, no path", "22", "00000000 0400", "0b", "")]
        [DataRow("read, short", "22", "0000000004", "03", "")]
        [DataRow("write", "23", "00000003 00 09 0002" + Note + "6162", "00", "00 00 00 02")]
        [DataRow("write, nothing", "23", "00000003 00 09 0000" + Note, "00", "00 00 00 00")]
        [DataRow("write, the last bytes", "23", "000007ce 00 09 0003" + Note + "616263", "00", "00 00 00 02")]
        [DataRow("write, full", "23", "000007d0 00 09 0001" + Note + "61", "0e", "")]
        [DataRow("write, make it", "23", "00000000 01 06 0001 2f746d702f7861", "00", "00 00 00 01")]
        [DataRow("write, not there", "23", "00000000 00 06 0001 2f746d702f7861", "0a", "")]
        [DataRow("write, make it where one may not", "23", "00000000 01 02 0001 2f7861", "0c", "")]
        [DataRow("write, read only", "23", "00000000 00 05 0001" + Motd + "61", "0c", "")]
        [DataRow("write, a directory", "23", "00000000 00 04 0001 2f746d7061", "0d", "")]
        [DataRow("write, what takes requests", "23", "00000000 00 09 0001" + Tpm + "61", "0d", "")]
        [DataRow("write, an unknown flag", "23", "00000000 04 09 0001" + Note + "61", "04", "")]
        [DataRow("write, a negative offset", "23", "80000000 00 09 0001" + Note + "61", "04", "")]
        [DataRow("write, a path longer than the rest", "23", "00000000 00 0a 0000" + Note, "03", "")]
        [DataRow("write, no path", "23", "00000000 00 00 0001 61", "0b", "")]
        [DataRow("write, a byte is missing", "23", "00000000 00 09 0003" + Note + "6162", "03", "")]
        [DataRow("write, a byte too many", "23", "00000000 00 09 0001" + Note + "6162", "03", "")]
        [DataRow("write, short", "23", "00000000 00 00 00", "03", "")]
        [DataRow("transfer", "24", "000003e8 09 0002" + Tpm + "aabb", "00", "00 03 01 aa bb")]
        [DataRow("transfer, no bytes", "24", "000003e8 09 0000" + Tpm, "00", "00 01 01")]
        [DataRow("transfer, a file", "24", "000003e8 09 0001" + Note + "aa", "0d", "")]
        [DataRow("transfer, read only", "24", "000003e8 05 0001" + Motd + "aa", "0c", "")]
        [DataRow("transfer, not there", "24", "000003e8 02 0001 2f78aa", "0a", "")]
        [DataRow("transfer, a path longer than the rest", "24", "000003e8 0a 0000" + Tpm, "03", "")]
        [DataRow("transfer, a byte is missing", "24", "000003e8 09 0002" + Tpm + "aa", "03", "")]
        [DataRow("transfer, short", "24", "000003e8 00 00", "03", "")]
        [DataRow("not yet a command", "25", "", "02", "")]
        public void Answers(string what, string command, string payload, string status, string result)
        {
            ExampleFiles files = new ExampleFiles();
            Assert.AreEqual(Response(command, status, result), Ask(Messages(files), command, payload), what);
            Assert.AreEqual(0, files.Opened);
        }

        [TestMethod]
        public void APathHasAtMost127Bytes()
        {
            string path = "2f";
            for (int i = 1; i < FileStatus.MaxPath; i++)
            {
                path += "61";
            }

            Assert.AreEqual(Response("20", "0a", ""), Ask(Messages(new ExampleFiles()), "20", path));
            foreach (string request in new[] { "20", "21 000000000400", "22 000000000400", "23 000000000080 0000", "24 000003e880 0000" })
            {
                string command = request.Substring(0, 2);
                string payload = request.Substring(2) + path + "61";
                Assert.AreEqual(Response(command, "0b", ""), Ask(Messages(new ExampleFiles()), command, payload));
            }
        }

        // The calls behind each request, one after the other, fail in each way: what the host is told, and that nothing stays open.
        [TestMethod]
        [DataRow((int)IoStatus.Denied, "0c", "0c", "")]
        [DataRow((int)IoStatus.BadName, "0b", "0b", "")]
        [DataRow((int)IoStatus.NotADirectory, "0a", "0a", "")]
        [DataRow((int)IoStatus.Removed, "0a", "0a", "")]
        [DataRow((int)IoStatus.IsADirectory, "0d", "0d", "")]
        [DataRow((int)IoStatus.NotSupported, "0d", "0d", "")]
        [DataRow((int)IoStatus.NoSpace, "0e", "0e", "")]
        [DataRow((int)IoStatus.Busy, "0f", "0f", "")]
        [DataRow((int)IoStatus.TooManyOpen, "0f", "0f", "")]
        [DataRow((int)IoStatus.BadFile, "08", "08", "")]
        [DataRow((int)IoStatus.Interrupted, "10", "10", "")]
        [DataRow((int)IoStatus.ServerFaulted, "08", "10", "")]
        [DataRow((int)IoStatus.Timeout, "11", "11", "it did not answer in time")]
        [DataRow((int)IoStatus.NotAcknowledged, "11", "11", "nobody acknowledged its address")]
        [DataRow((int)IoStatus.PartialTransfer, "11", "11", "it stopped acknowledging in mid-transfer")]
        [DataRow((int)IoStatus.BusError, "11", "11", "its bus failed")]
        [DataRow((int)IoStatus.ProtocolError, "11", "11", "it broke its protocol")]
        [DataRow((int)IoStatus.ChecksumError, "11", "11", "checksums were wrong")]
        [DataRow((int)IoStatus.TooLong, "11", "11", "request or response is too long for it")]
        [DataRow((int)IoStatus.Unhealthy, "11", "11", "it failed its health test")]
        public void FailuresHaveAStatus(int code, string before, string change, string words)
        {
            IoStatus failure = (IoStatus)code;
            string reason = Hex.Text(Hex.Ascii(words));
            AssertFailures(failure, "20", Motd, before, reason, 1);
            AssertFailures(failure, "21", "00000000 0400" + Dev, before, reason, 7);
            AssertFailures(failure, "22", "00000000 0400" + Motd, before, reason, 5);
            AssertFailures(failure, "23", "00000003 00 09 0001" + Note + "61", before, reason, 3);
            AssertFailure(failure, "23", "00000003 00 09 0001" + Note + "61", change, reason, 4);
            AssertFailures(failure, "24", "000003e8 09 0001" + Tpm + "aa", before, reason, 2);
            AssertFailure(failure, "24", "000003e8 09 0001" + Tpm + "aa", change, reason, 3);
        }

        // What is not there is the file before it is open, and the device behind it after that.
        [TestMethod]
        public void WhatIsNotThereIsToldApart()
        {
            string reason = Hex.Text(Hex.Ascii("there is no such device"));
            AssertFailures(IoStatus.NotPresent, "22", "00000000 0400" + Motd, "0a", "", 2);
            AssertFailure(IoStatus.NotPresent, "22", "00000000 0400" + Motd, "11", reason, 4);
            AssertFailure(IoStatus.NotPresent, "24", "000003e8 09 0001" + Tpm + "aa", "11", reason, 3);
        }

        // It is closed already, or will be by its server.
        [TestMethod]
        public void AFailureToCloseChangesNothing()
        {
            ExampleFiles files = new ExampleFiles();
            WardstoneMessages messages = Messages(files);
            files.FailAt(6, IoStatus.ServerFaulted);
            Assert.AreEqual(Response("22", "00", "00 00 00 01 00 00 00 06 00 00 00 05 0a"), Ask(messages, "22", "00000005 0400" + Motd));
            Assert.AreEqual(0, files.Opened);
        }

        [TestMethod]
        public void APartIsOfOneVersion()
        {
            ExampleFiles files = new ExampleFiles();
            files.Restless = files.Motd;
            Assert.AreEqual(Response("22", "0f", ""), Ask(Messages(files), "22", "00000000 0400" + Motd));
            Assert.AreEqual(0, files.Opened);
        }

        [TestMethod]
        public void WritesWhereItIsTold()
        {
            ExampleFiles files = new ExampleFiles();
            WardstoneMessages messages = Messages(files);
            _ = Ask(messages, "23", "00000003 00 09 0002" + Note + "6162");
            Assert.AreEqual(Hex.Text(Hex.Ascii("012ab56789")), Hex.Text(files.Note.Bytes));
            messages = Messages(files);
            _ = Ask(messages, "23", "00000000 02 09 0002" + Note + "6162");
            Assert.AreEqual("61 62", Hex.Text(files.Note.Bytes));
        }

        [TestMethod]
        public void NothingIsTransferredTwice()
        {
            ExampleFiles files = new ExampleFiles();
            WardstoneMessages messages = Messages(files);
            string transfer = "000003e8 09 0001" + Tpm + "aa";
            string first = Ask(messages, "24", transfer);
            Assert.AreEqual(first, Ask(messages, "24", transfer));
            Assert.AreEqual(1, files.Transfers);

            files.FailAt(3, IoStatus.Timeout);
            string refusal = Ask(Messages(files), "24", transfer);
            Assert.AreEqual(Response("24", "11", Hex.Text(Hex.Ascii("it did not answer in time"))), refusal);
        }

        [TestMethod]
        [DataRow("00000000", 0)]
        [DataRow("000003e8", 1000)]
        [DataRow("00009c40", 40000)]
        [DataRow("00009c41", 40000)]
        [DataRow("80000000", 40000)]
        [DataRow("ffffffff", 40000)]
        public void AWaitIsBounded(string asked, int timeoutMs)
        {
            ExampleFiles files = new ExampleFiles();
            _ = Ask(Messages(files), "24", asked + "09 0001" + Tpm + "aa");
            Assert.AreEqual(timeoutMs, files.TimeoutMs);
        }

        [TestMethod]
        public void TheLongestRequestHasItsResponse()
        {
            ExampleFiles files = new ExampleFiles();
            byte[] request = new byte[LinkProtocol.MaxMessage];
            LinkProtocol.PutHeader(request, 0x24, LinkStatus.Ok, 1);
            byte[] path = Hex.Bytes("09 1024" + Tpm);
            new SpanByte(path).CopyTo(new SpanByte(request, LinkProtocol.HeaderSize + 4, path.Length));
            SpanByte response = Messages(files).Handle(request);
            int sent = LinkProtocol.MaxPayload - LinkProtocol.TransferRequestSize - 9;
            Assert.AreEqual(LinkProtocol.HeaderSize + LinkProtocol.TransferHeaderSize + 1 + sent, response.Length);
        }

        [TestMethod]
        public void WithoutAFileSystemThereAreNoFiles()
        {
            WardstoneMessages messages = Messages(null);
            Assert.AreEqual(Response("20", "09", ""), Ask(messages, "20", Motd));
            Assert.AreEqual(Response("21", "09", ""), Ask(messages, "21", "00000000 0400" + Dev));
            Assert.AreEqual(Response("22", "09", ""), Ask(messages, "22", "00000000 0400" + Motd));
            Assert.AreEqual(Response("23", "09", ""), Ask(messages, "23", "00000000 00 05 0000" + Motd));
            Assert.AreEqual(Response("24", "09", ""), Ask(messages, "24", "000003e8 09 0000" + Tpm));
            Assert.AreEqual(Response("25", "02", ""), Ask(messages, "25", ""));
        }

        private static void AssertFailures(IoStatus failure, string command, string payload, string status, string reason, int calls)
        {
            for (int call = 1; call <= calls; call++)
            {
                AssertFailure(failure, command, payload, status, reason, call);
            }
        }

        private static void AssertFailure(IoStatus failure, string command, string payload, string status, string reason, int call)
        {
            ExampleFiles files = new ExampleFiles();
            files.FailAt(call, failure);
            string answer = Ask(Messages(files), command, payload);
            Assert.AreEqual(Response(command, status, reason), answer, command + ", call " + call);
            Assert.AreEqual(0, files.Opened);
        }

        private static WardstoneMessages Messages(ExampleFiles files) => new WardstoneMessages(new ExampleService(), files);

        private static string Ask(WardstoneMessages messages, string command, string payload) =>
            Hex.Text(messages.Handle(Hex.Bytes(Ours + "01" + command + "00 00000007" + payload)));

        private static string Response(string command, string status, string result) =>
            Ours + "01 a" + command[1] + " " + status + " 00 00 00 07" + (result.Length > 0 ? " " : "") + result;
    }
}
