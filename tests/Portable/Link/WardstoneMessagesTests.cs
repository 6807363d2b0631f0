// SPDX-License-Identifier: MIT
// Wardstone's own messages, byte for byte: type 7f, enterprise 00 00 7e d9, version, command, status, number, payload.

using System;
using nanoFramework.TestFramework;
using Wardstone.Link;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class WardstoneMessagesTests
    {
        private const string Ours = "7f 00 00 7e d9 ";
        private const string Number = "00 00 00 07";

        [TestMethod]
        [DataRow(
            "log, the rest", "01 02 00 00000007 00000005 0400", "01 82 00 00 00 00 07 11 22 33 44 00 00 00 0a 00 00 00 05 05 06 07 08 09")]
        [DataRow("log, a part", "01 02 00 00000007 00000003 0002", "01 82 00 00 00 00 07 11 22 33 44 00 00 00 0a 00 00 00 03 03 04")]
        [DataRow("log, at its end", "01 02 00 00000007 0000000a 0400", "01 82 00 00 00 00 07 11 22 33 44 00 00 00 0a 00 00 00 0a")]
        [DataRow("log, past its end", "01 02 00 00000007 0000000b 0400", "01 82 04 00 00 00 07 70 61 73 74 20 74 68 65 20 65 6e 64")]
        [DataRow("log, a negative offset", "01 02 00 00000007 80000000 0400", "01 82 04 00 00 00 07")]
        [DataRow("log, short", "01 02 00 00000007 00000000 04", "01 82 03 00 00 00 07")]
        [DataRow(
            "report", "01 06 00 00000007 00000008 0400 6578616d706c65",
            "01 86 00 00 00 00 07 00 00 00 03 00 00 00 11 00 00 00 08 7c 20 6e 3a 20 31 0a 2d 0a")]
        [DataRow(
            "report, a part", "01 06 00 00000007 00000008 0003 6578616d706c65",
            "01 86 00 00 00 00 07 00 00 00 03 00 00 00 11 00 00 00 08 7c 20 6e")]
        [DataRow(
            "report, at its end", "01 06 00 00000007 00000011 0400 6578616d706c65",
            "01 86 00 00 00 00 07 00 00 00 03 00 00 00 11 00 00 00 11")]
        [DataRow(
            "report, past its end", "01 06 00 00000007 7fffffff 0400 6578616d706c65",
            "01 86 00 00 00 00 07 00 00 00 03 00 00 00 11 7f ff ff ff")]
        [DataRow("report, the list", "01 06 00 00000007 00000000 0001", "01 86 00 00 00 00 07 00 00 00 01 00 00 00 1b 00 00 00 00 72")]
        [DataRow(
            "report, not there", "01 06 00 00000007 00000000 0400 6578",
            "01 86 04 00 00 00 07 6e 6f 20 73 75 63 68 20 72 65 70 6f 72 74")]
        [DataRow("report, a negative offset", "01 06 00 00000007 80000000 0400", "01 86 04 00 00 00 07")]
        [DataRow("report, short", "01 06 00 00000007 00000000 04", "01 86 03 00 00 00 07")]
        [DataRow(
            "report, 31 characters",
            "01 06 00 00000007 00000000 0400 31313131313131313131313131313131313131313131313131313131313131",
            "01 86 04 00 00 00 07 6e 6f 20 73 75 63 68 20 72 65 70 6f 72 74")]
        [DataRow(
            "report, 32 characters",
            "01 06 00 00000007 00000000 0400 3131313131313131313131313131313131313131313131313131313131313131",
            "01 86 03 00 00 00 07")]
        [DataRow("PCRs, none", "01 03 00 00000007 000b 00000000", "01 83 04 00 00 00 07")]
        [DataRow("PCRs, 24", "01 03 00 00000007 000b 01000000", "01 83 04 00 00 00 07")]
        [DataRow("PCRs, long", "01 03 00 00000007 000b 00000001 00", "01 83 03 00 00 00 07")]
        [DataRow("key", "01 04 00 00000007", "01 84 00 00 00 00 07 00 02 00 23")]
        [DataRow("key, long", "01 04 00 00000007 00", "01 84 03 00 00 00 07")]
        [DataRow("quote", "01 05 00 00000007 000b 00000003 0002 aabb", "01 85 00 00 00 00 07 00 02 aa bb 00 01")]
        [DataRow("quote, no nonce", "01 05 00 00000007 000b 00000003 0000", "01 85 04 00 00 00 07")]
        [DataRow("quote, nonce cut short", "01 05 00 00000007 000b 00000003 0003 aabb", "01 85 03 00 00 00 07")]
        [DataRow("quote, nonce too long", "01 05 00 00000007 000b 00000003 0001 aabb", "01 85 03 00 00 00 07")]
        [DataRow("quote, short", "01 05 00 00000007 000b 00000003 00", "01 85 03 00 00 00 07")]
        [DataRow("no such command", "01 7f 00 00000007", "01 ff 02 00 00 00 07")]
        [DataRow("an older version", "00 01 00 00000007", "01 81 01 00 00 00 07")]
        [DataRow("a newer version", "02 01 00 00000007 00", "01 81 01 00 00 00 07")]
        public void Answers(string what, string request, string response) =>
            Assert.AreEqual(Ours + response, Handle(new WardstoneMessages(new ExampleService(), null), Ours + request), what);

        [TestMethod]
        [DataRow("a response", Ours + "01 81 00 00000007")]
        [DataRow("too short for a header", Ours + "01 01 00 000000")]
        [DataRow("another vendor", "7f 00 00 7e d8 01 01 00 00000007")]
        public void GivesNoAnswerTo(string what, string request) =>
            Assert.AreEqual("", Handle(new WardstoneMessages(new ExampleService(), null), request), what);

        [TestMethod]
        public void TellsTheStatus()
        {
            WardstoneMessages messages = new WardstoneMessages(new ExampleService(), null);
            SpanByte response = messages.Handle(Hex.Bytes(Ours + "01 01 00" + Number));
            Assert.AreEqual(LinkProtocol.HeaderSize + BoardStatus.Size, response.Length);
            Assert.AreEqual("01 00 10 40 00 00 05 dc 00 00 00 0a 11 22 33 44", Hex.Text(response.Slice(LinkProtocol.HeaderSize, 16)));
            BoardStatus status = new BoardStatus();
            Assert.IsTrue(status.CopyFrom(response.Slice(LinkProtocol.HeaderSize)));
            Assert.AreEqual((int)BoardPhase.Ready, (int)status.Phase);
            Assert.AreEqual("72 65 61 64 79 00", Hex.Text(status.State.Slice(0, 6)));
            Assert.IsFalse(status.CopyFrom(response.Slice(LinkProtocol.HeaderSize + 1)));
        }

        [TestMethod]
        public void NothingRunsTwice()
        {
            ExampleService service = new ExampleService();
            WardstoneMessages messages = new WardstoneMessages(service, null);
            string quote = Ours + "01 05 00" + Number + "000b 00000003 0001 aa";
            string first = Handle(messages, quote);
            Assert.AreEqual(first, Handle(messages, quote));
            Assert.AreEqual(1, service.Quotes);

            string next = Handle(messages, Ours + "01 05 00 00000008 000b 00000003 0001 aa");
            Assert.AreNotEqual(first, next);
            Assert.AreEqual(2, service.Quotes);
        }

        [TestMethod]
        public void ARefusalIsRepeatedToo()
        {
            ExampleService service = new ExampleService { TpmAbsent = true };
            WardstoneMessages messages = new WardstoneMessages(service, null);
            string pcrs = Ours + "01 03 00" + Number + "000b 00000001";
            string refusal = Handle(messages, pcrs);
            Assert.Contains(Ours + "01 83 06 " + Number, refusal);
            service.TpmAbsent = false;
            Assert.AreEqual(refusal, Handle(messages, pcrs));
        }

        private static string Handle(WardstoneMessages messages, string request) => Hex.Text(messages.Handle(Hex.Bytes(request)));
    }
}
