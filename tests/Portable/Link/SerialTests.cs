// SPDX-License-Identifier: MIT
// The serial frame: vectors computed apart from this code, and what is left of a stream that is damaged anywhere.

using System;
using nanoFramework.TestFramework;
using Wardstone.Link;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class SerialTests
    {
        private const string First = "01 00 08 c8 00 80 02";
        private const string FirstFrame = "7e 01 07 01 00 08 c8 00 80 02 2b c1 7e";
        private const string Second = "01 08 7e c0 7d 7e 7d 5e 7e";
        private const string SecondFrame = "7e 01 09 01 08 7d 5e c0 7d 5d 7d 5e 7d 5d 5e 7d 5e 21 d2 7e";

        [TestMethod]
        public void FcsOfTheCheckString()
        {
            // CRC-16/X-25 of "123456789" is 906e; the frame carries the register, its complement.
            ushort fcs = SerialFraming.FcsStart;
            for (int i = 1; i <= 9; i++)
            {
                fcs = SerialFraming.Fcs(fcs, (byte)('0' + i));
            }

            Assert.AreEqual(0x6F91, (int)fcs);
        }

        [TestMethod]
        [DataRow(First, FirstFrame)]
        [DataRow(Second, SecondFrame)]
        public void Encodes(string packet, string frame) => Assert.AreEqual(frame, Frame(packet));

        [TestMethod]
        [DataRow(FirstFrame, First)]
        [DataRow(SecondFrame, Second)]
        [DataRow("00 ff 7d " + FirstFrame, First)]
        [DataRow("7e 7e 7e " + FirstFrame, First)]
        [DataRow("7e 02 07 " + FirstFrame, First)]
        [DataRow("7e 01 04 01 00 08 c8 00 00 " + FirstFrame, First)]
        [DataRow("7e 01 45 01 00 08 c8 00 00 " + FirstFrame, First)]
        [DataRow("7e 01 07 01 00 08 c8 00 80 02 2b c0 " + FirstFrame, First)]
        [DataRow("7e 01 07 01 00 7d 08 c8 00 80 02 2b c1 " + FirstFrame, First)]
        [DataRow(FirstFrame + " " + SecondFrame, First + "," + Second)]
        [DataRow("7e 01 07 01 00 08 c8 00 80 02 2b c1 " + SecondFrame, First + "," + Second)]
        [DataRow("7e 01 07 01 00 08 c8 00 80 02 2b c0 7e", "")]
        [DataRow("7e 01 07 01 00 08 c8 00 80 02 2b c1", "")]
        public void Decodes(string line, string packets) => Assert.AreEqual(packets, Packets(Hex.Bytes(line)));

        [TestMethod]
        public void EveryValueGoesThrough()
        {
            byte[] packet = new byte[Packet.MaxSize];
            byte[] frame = new byte[SerialFraming.MaxFrame];
            for (int start = 0; start < 256; start++)
            {
                for (int i = 0; i < packet.Length; i++)
                {
                    packet[i] = (byte)(start + i);
                }

                int length = SerialFraming.Encode(packet, frame);
                Assert.AreEqual(Hex.Text(packet), Packets(new SpanByte(frame, 0, length)));
            }
        }

        [TestMethod]
        public void TheLargestFrameFits()
        {
            byte[] packet = new byte[Packet.MaxSize];
            for (int i = 0; i < packet.Length; i++)
            {
                packet[i] = SerialFraming.Flag;
            }

            byte[] frame = new byte[SerialFraming.MaxFrame];
            Assert.AreEqual(SerialFraming.MaxFrame, SerialFraming.Encode(packet, frame));
        }

        [TestMethod]
        public void AFrameCutAnywhereCostsItselfAndAtMostTheNext()
        {
            byte[] cut = Hex.Bytes(SecondFrame);
            for (int length = 0; length < cut.Length; length++)
            {
                string packets = Packets(Hex.Bytes(Hex.Text(new SpanByte(cut, 0, length)) + FirstFrame + FirstFrame));
                Assert.IsTrue(packets == First + "," + First || packets == First || packets == Second + "," + First + "," + First,
                    "cut at " + length + ": " + packets);
            }
        }

        [TestMethod]
        public void ThreeFlagsEndAnyUnfinishedFrame()
        {
            byte[] cut = Hex.Bytes(SecondFrame);
            for (int length = 0; length < cut.Length - 1; length++)
            {
                string packets = Packets(Hex.Bytes(Hex.Text(new SpanByte(cut, 0, length)) + "7e 7e 7e" + FirstFrame));
                Assert.Contains(First, packets, "cut at " + length);
            }
        }

        [TestMethod]
        public void EveryBitErrorIsFound()
        {
            byte[] good = Hex.Bytes(FirstFrame);
            for (int bit = 0; bit < good.Length * 8; bit++)
            {
                byte[] line = Hex.Bytes(FirstFrame);
                line[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.AreEqual("", Packets(line), "bit " + bit);
            }
        }

        private static string Frame(string packet)
        {
            byte[] frame = new byte[SerialFraming.MaxFrame];
            int length = SerialFraming.Encode(Hex.Bytes(packet), frame);
            return Hex.Text(new SpanByte(frame, 0, length));
        }

        // The packets in a line, with a comma between them.
        private static string Packets(SpanByte line)
        {
            SerialDecoder decoder = new SerialDecoder();
            string packets = "";
            for (int i = 0; i < line.Length; i++)
            {
                if (decoder.Push(line[i]))
                {
                    packets += (packets.Length == 0 ? "" : ",") + Hex.Text(decoder.Packet);
                }
            }

            return packets;
        }
    }
}
