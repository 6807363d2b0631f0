// SPDX-License-Identifier: MIT
// The states after a good boot, and what the component tells of a record that it cannot change.

using System;
using nanoFramework.TestFramework;
using Wardstone.Components;
using Wardstone.Link;
using Wardstone.MeasuredBoot;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;
using Wardstone.Tpm;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class MeasuredBootComponentTests
    {
        [TestMethod]
        [DataRow((int)IoStatus.ServerFaulted, (uint)TpmRc.IoServerFaulted)]
        [DataRow((int)IoStatus.Busy, (uint)TpmRc.IoBusy)]
        [DataRow((int)IoStatus.Interrupted, (uint)TpmRc.IoInterrupted)]
        public void ALostTpmIsAStateAndAWayThatIsGoneForNowIsNone(int status, uint code)
        {
            IoStatus away = (IoStatus)status;
            DeadTpm tpm = new DeadTpm { Status = away };
            IMeasuredBootSession session = Session(tpm, new Record(), out TestEnv env);
            Assert.AreEqual("ready", State(session));
            byte[] digests = new byte[32];
            Assert.AreEqual((int)code, (int)session.ReadPcrs(TpmAlgId.Sha256, 1, digests, out _));
            Assert.AreEqual("ready", State(session));
            Assert.IsNull(env.LastLine);

            tpm.Status = IoStatus.Timeout;
            Assert.AreEqual((int)TpmRc.IoTimeout, (int)session.ReadPcrs(TpmAlgId.Sha256, 1, digests, out _));
            Assert.AreEqual("tpm-lost", State(session));
            Assert.AreEqual("state tpm-lost: the TPM stopped answering: TPM_RC 0x00010001", env.LastLine);

            // That the way to it is down for a moment too does not bring it back.
            tpm.Status = away;
            _ = session.ReadPcrs(TpmAlgId.Sha256, 1, digests, out _);
            Assert.AreEqual("tpm-lost", State(session));

            // An answer does, whatever it says.
            tpm.Status = IoStatus.Ok;
            Assert.AreEqual((int)TpmRc.Failure, (int)session.ReadPcrs(TpmAlgId.Sha256, 1, digests, out _));
            Assert.AreEqual("ready", State(session));
            Assert.AreEqual("state ready", env.LastLine);
        }

        [TestMethod]
        public void ATpmThatGivesNoKeyIsAState()
        {
            IMeasuredBootSession session = Session(new DeadTpm(), new Record(), out _);
            Assert.AreEqual("key-failed", State(session));
            Assert.AreEqual((int)TpmRc.Failure, (int)session.ReadKey(new byte[300], out int length));
            Assert.AreEqual(0, length);
        }

        [TestMethod]
        public void AFailedBootKeepsItsStateAndShowsNoKey()
        {
            DeadTpm tpm = new DeadTpm { Status = IoStatus.Timeout };
            IMeasuredBootSession session = Session(tpm, new Record { Phase = BoardPhase.Failed }, out TestEnv env);
            Assert.AreEqual("as recorded", State(session));
            Assert.AreEqual(0, tpm.Commands);
            Assert.AreEqual((int)TpmRc.BootFailed, (int)session.ReadKey(new byte[300], out _));
            Assert.AreEqual((int)TpmRc.IoTimeout, (int)session.ReadPcrs(TpmAlgId.Sha256, 1, new byte[32], out _));
            Assert.AreEqual("as recorded", State(session));
            Assert.IsNull(env.LastLine);
        }

        [TestMethod]
        [DataRow(0, 4, "0123")]
        [DataRow(8, 4, "89")]
        [DataRow(10, 4, "")]
        [DataRow(11, 4, "")]
        [DataRow(-1, 4, "")]
        [DataRow(3, 0, "")]
        public void GivesPartsOfTheLog(int offset, int room, string text)
        {
            IMeasuredBootSession session = Session(new DeadTpm(), new Record(), out _);
            byte[] buffer = new byte[room];
            Assert.AreEqual((int)IoStatus.Ok, (int)session.ReadLog(offset, buffer, out int count, out int length, out uint generation));
            Assert.AreEqual(text, HidText.String(new SpanByte(buffer, 0, count)));
            Assert.AreEqual("10 7", length + " " + generation);
        }

        private static IMeasuredBootSession Session(ICharDevice tpm, IBootRecordSession record, out TestEnv env)
        {
            env = new TestEnv().With("BootRecord", "", record).With("Tpm", "", tpm);
            MeasuredBootComponent component = new MeasuredBootComponent();
            component.Construct(env);
            return (IMeasuredBootSession)component.Open("MeasuredBoot", "host_link");
        }

        private static string State(IMeasuredBootSession session)
        {
            byte[] bytes = new byte[BoardStatus.Size];
            BoardStatus status = new BoardStatus();
            Assert.AreEqual((int)IoStatus.Ok, (int)session.ReadStatus(bytes));
            Assert.IsTrue(status.CopyFrom(bytes));
            int length = 0;
            while (status.State[length] != 0)
            {
                length++;
            }

            return HidText.String(status.State.Slice(0, length));
        }

        // Gives no answer, or one that it failed.
        private sealed class DeadTpm : CharDevice
        {
            public IoStatus Status { get; set; }

            public int Commands { get; private set; }

            public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
            {
                Commands++;
                new SpanByte(Hex.Bytes("8001 0000000a 00000101")).CopyTo(read);
                count = Status == IoStatus.Ok ? 10 : 0;
                return Status;
            }
        }

        private sealed class Record : IBootRecordSession
        {
            public BoardPhase Phase { get; set; } = BoardPhase.Ready;

            public int LogLength => 10;

            public uint LogGeneration => 7;

            public void ReadStatus(SpanByte status)
            {
                BoardStatus written = new BoardStatus { Phase = Phase };
                BoardStatus.SetText(written.State, Phase == BoardPhase.Ready ? "ready" : "as recorded");
                written.CopyTo(status);
            }

            public void ReadLog(int offset, SpanByte buffer)
            {
                for (int i = 0; i < buffer.Length; i++)
                {
                    buffer[i] = (byte)('0' + offset + i);
                }
            }
        }
    }
}
