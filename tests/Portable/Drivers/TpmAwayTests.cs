// SPDX-License-Identifier: MIT
// The bus's component dies while the TPM computes. If it is started again soon, the response is still taken; if not, the command ends, for
// whoever is to start it may be waiting for this very call.

using System;
using nanoFramework.TestFramework;
using Wardstone.Drivers;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class TpmAwayTests
    {
        private const int CommandTimeoutMs = 40000;
        private const int SoonMs = 4000;

        [TestMethod]
        [DataRow(20, (int)IoStatus.Ok)]
        [DataRow(1000000, (int)IoStatus.ServerFaulted)]
        public void ABusThatIsGoneIsWaitedForASecond(int looks, int expected)
        {
            TpmFifo tpm = new TpmFifo(new MortalRegisters { LooksWithoutBus = looks });
            byte[] command = { 0x80, 1, 0, 0, 0, 10, 0, 0, 1, 0x7B };
            Deadline soon = Deadline.After(SoonMs);
            IoStatus status = tpm.Transfer(command, new byte[16], CommandTimeoutMs, out int count);
            Assert.AreEqual(expected, (int)status);
            Assert.AreEqual(status == IoStatus.Ok ? 10 : 0, count);
            Assert.IsFalse(soon.HasPassed);
        }

        // Ready at each look, until go; then gone for some looks.
        private sealed class MortalRegisters : ITpmRegisters
        {
            private const int Go = 0x20;
            private const int Ready = 0x40;
            private const int Valid = 0x80;
            private const int HasData = 0x10;

            private int _status = Ready;
            private int _left;

            public int LooksWithoutBus { get; set; }

            public bool HasChecksum => false;

            public IoStatus Open() => IoStatus.Ok;

            public IoStatus Read(int register, SpanByte data)
            {
                if ((_status & HasData) != 0 && LooksWithoutBus > 0)
                {
                    LooksWithoutBus--;
                    return IoStatus.ServerFaulted;
                }

                for (int i = 0; i < data.Length; i++)
                {
                    data[i] = 0;
                }

                switch (register)
                {
                    case TpmRegister.Access: data[0] = 0xA0; break; // valid, active
                    case TpmRegister.DeviceVendor: data[0] = 1; break;
                    case TpmRegister.Status:
                        data[0] = (byte)((_status & HasData) != 0 && _left == 0 ? Valid : _status);
                        data[1] = 64; // burst
                        break;
                    case TpmRegister.DataFifo:
                        data[data.Length > 5 ? 5 : 0] = 10; // of the size in the header
                        _left -= data.Length;
                        break;
                }

                return IoStatus.Ok;
            }

            public IoStatus Write(int register, SpanByte data)
            {
                if (register == TpmRegister.DataFifo)
                {
                    _status = Valid;
                }
                else if (register == TpmRegister.Status)
                {
                    _left = 10;
                    _status = data[0] == Go ? Valid | HasData : Ready;
                }

                return IoStatus.Ok;
            }

            public IoStatus Release(int locality) => IoStatus.Ok;

            public IoStatus Notify(Signal signal) => IoStatus.NotSupported;
        }
    }
}
