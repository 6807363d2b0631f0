// SPDX-License-Identifier: MIT
// Which packets make a message, and which are dropped (DSP0236, clause 8). A packet is written as its four header bytes
// and payload; the header's last byte is SOM 80, EOM 40, sequence 30, tag owner 08, tag 07.

using System;
using nanoFramework.TestFramework;
using Wardstone.Link;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class MessageAssemblerTests
    {
        [TestMethod]
        [DataRow("one packet", "01 09 08 c8 aa", "aa")]
        [DataRow("to whoever is there", "01 00 08 c8 aa", "aa")]
        [DataRow("reserved bits of the version", "f1 09 08 c8 aa", "aa")]
        [DataRow("two", "01 09 08 88 aa bb,01 09 08 58 cc", "aa bb cc")]
        [DataRow("last as long as the first", "01 09 08 88 aa,01 09 08 18 bb,01 09 08 68 cc", "aa bb cc")]
        [DataRow("four, the sequence goes round", "01 09 08 b8 01,01 09 08 08 02,01 09 08 18 03,01 09 08 68 04", "01 02 03 04")]
        [DataRow("two messages", "01 09 08 c8 aa,01 09 08 c9 bb", "aa|bb")]
        [DataRow("another starts within one", "01 09 08 88 aa,01 09 08 c9 bb,01 09 08 58 cc", "bb")]
        [DataRow("the same starts again", "01 09 08 88 aa,01 09 08 88 bb,01 09 08 58 cc", "bb cc")]
        [DataRow("a stray end within one", "01 09 08 88 aa,01 09 08 59 ff,01 09 07 58 ff,01 09 08 58 bb", "aa bb")]
        [DataRow("another version", "02 09 08 c8 aa", "")]
        [DataRow("for another endpoint", "01 0a 08 c8 aa", "")]
        [DataRow("a response", "01 09 08 c0 aa", "")]
        [DataRow("an end without a start", "01 09 08 58 aa", "")]
        [DataRow("a middle without a start", "01 09 08 18 aa,01 09 08 68 bb", "")]
        [DataRow("a packet is missing", "01 09 08 88 aa,01 09 08 68 cc", "")]
        [DataRow("a packet comes twice", "01 09 08 88 aa,01 09 08 18 bb,01 09 08 18 bb,01 09 08 68 cc", "")]
        [DataRow("a short middle", "01 09 08 88 aa bb,01 09 08 18 cc,01 09 08 68 dd", "")]
        [DataRow("a long end", "01 09 08 88 aa,01 09 08 58 bb cc", "")]
        [DataRow("too long", "01 09 08 88 01 02 03 04,01 09 08 18 05 06 07 08,01 09 08 68 09", "")]
        [DataRow("too long, then a good one", "01 09 08 88 01 02 03 04 05,01 09 08 18 05 06 07 08 09,01 09 08 c8 aa", "aa")]
        public void Assembles(string what, string packets, string messages)
        {
            MessageAssembler assembler = new MessageAssembler(8, true);
            string got = "";
            string[] lines = packets.Split(',');
            for (int i = 0; i < lines.Length; i++)
            {
                if (assembler.Push(Hex.Bytes(lines[i]), 0x09))
                {
                    got += (got.Length == 0 ? "" : "|") + Hex.Text(assembler.Message);
                }
            }

            Assert.AreEqual(messages, got, what);
        }

        [TestMethod]
        public void TellsWhoSentIt()
        {
            MessageAssembler assembler = new MessageAssembler(8, true);
            Assert.IsTrue(assembler.Push(Hex.Bytes("01 09 0c cd aa"), 0x09));
            Assert.AreEqual(0x0C, (int)assembler.Source);
            Assert.AreEqual(5, (int)assembler.Tag);
        }

        [TestMethod]
        public void CountsWhatItGivesUp()
        {
            MessageAssembler assembler = new MessageAssembler(8, true);
            Assert.IsFalse(assembler.Push(Hex.Bytes("01 09 08 88 aa"), 0x09));
            Assert.IsFalse(assembler.Push(Hex.Bytes("01 09 08 68 aa"), 0x09));
            Assert.IsFalse(assembler.Push(Hex.Bytes("01 09 08 58 aa"), 0x09));
            Assert.AreEqual(1, assembler.DroppedMessages);
        }
    }
}
