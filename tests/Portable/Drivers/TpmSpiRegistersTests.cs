// SPDX-License-Identifier: MIT
// A TPM's registers on SPI, segment by segment: each frame is one transaction, and is ended whatever happens in it.

using System;
using nanoFramework.TestFramework;
using Wardstone.Drivers;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class TpmSpiRegistersTests
    {
        [TestMethod]
        public void AReadIsAHeaderWaitStatesAndData()
        {
            TpmOfLines tpm = new TpmOfLines { Waits = 2 };
            byte[] data = new byte[4];
            Expect(IoStatus.Ok, new TpmSpiRegisters(tpm).Read(TpmRegister.Status, data));
            Assert.AreEqual("B x83 d4 00 18 r1 r1 r4 E ", tpm.Story);
            Assert.AreEqual(0x5A, (int)data[3]);
        }

        [TestMethod]
        public void ALongWriteIsSeveralFrames()
        {
            TpmOfLines tpm = new TpmOfLines();
            Expect(IoStatus.Ok, new TpmSpiRegisters(tpm).Write(TpmRegister.DataFifo, new byte[70]));
            Assert.AreEqual("B x3f d4 00 24 w64 E B x05 d4 00 24 w6 E ", tpm.Story);
        }

        [TestMethod]
        public void ABusyBusIsAskedAgain()
        {
            TpmOfLines tpm = new TpmOfLines { BusyFor = 2 };
            Expect(IoStatus.Ok, new TpmSpiRegisters(tpm).Write(TpmRegister.Access, new byte[1]));
            Assert.AreEqual("b b B x00 d4 00 00 w1 E ", tpm.Story);
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        [DataRow(4)]
        public void AFailureAtAnySegmentEndsTheFrame(int segment)
        {
            TpmOfLines tpm = new TpmOfLines { Waits = 1, FailsAt = segment };
            Expect(IoStatus.Interrupted, new TpmSpiRegisters(tpm).Read(TpmRegister.DataFifo, new byte[70]));
            Assert.AreEqual("E ", tpm.Story.Substring(tpm.Story.Length - 2));
            Assert.AreEqual(1, tpm.Frames);
        }

        [TestMethod]
        public void WaitStatesWithoutEndAreATimeout()
        {
            TpmOfLines tpm = new TpmOfLines { Waits = int.MaxValue };
            Expect(IoStatus.Timeout, new TpmSpiRegisters(tpm).Read(TpmRegister.Access, new byte[1]));
            Assert.AreEqual("E ", tpm.Story.Substring(tpm.Story.Length - 2));
        }

        private static void Expect(IoStatus expected, IoStatus actual) => Assert.AreEqual((int)expected, (int)actual);

        // Notes the segments: B and E, b for a Begin that was refused, x with what was exchanged, r and w with how many bytes.
        private sealed class TpmOfLines : CharDevice, IBusDevice
        {
            private const int MaxStory = 200;
            private int _segment;
            private int _waited;

            public string Story { get; private set; } = "";

            public int Waits { get; set; }

            public int BusyFor { get; set; }

            /// <summary>Which call after Begin is Interrupted, from 1 on; End is the last.</summary>
            public int FailsAt { get; set; }

            public int Frames { get; private set; }

            public IoStatus Begin()
            {
                if (BusyFor > 0)
                {
                    BusyFor--;
                    Note("b");
                    return IoStatus.Busy;
                }

                Note("B");
                Frames++;
                _segment = 0;
                _waited = 0;
                return IoStatus.Ok;
            }

            public IoStatus Exchange(SpanByte write, SpanByte read)
            {
                Note("x" + Hex.Text(write.ToArray()));
                read[read.Length - 1] = (byte)(Waits == 0 ? 1 : 0);
                return Next();
            }

            public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
            {
                Note("r" + buffer.Length);
                bool isWaiting = _waited < Waits;
                _waited += isWaiting ? 1 : 0;
                buffer[buffer.Length - 1] = (byte)(!isWaiting ? 0x5A : _waited == Waits ? 1 : 0);
                count = buffer.Length;
                return Next();
            }

            public override IoStatus Write(SpanByte data, int timeoutMs)
            {
                Note("w" + data.Length);
                return Next();
            }

            public IoStatus End()
            {
                Note("E");
                return Next();
            }

            private IoStatus Next()
            {
                _segment++;
                return _segment == FailsAt ? IoStatus.Interrupted : IoStatus.Ok;
            }

            private void Note(string what) => Story = (Story.Length > MaxStory ? "" : Story) + what + " ";
        }
    }
}
