// SPDX-License-Identifier: MIT
// The link checksum of a TPM on I2C (PC Client PTP, TPM_DATA_CSUM): over all bytes of a command, or of a response, as they
// went through the FIFO. It finds disturbed transfers. It is no defence against who sits on the bus and changes both.

using System;
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>What the TPM says went over the bus, compared with what did.</summary>
    internal sealed class TpmChecksum
    {
        private const int Attempts = 3;

        private readonly ITpmRegisters _registers;
        private readonly byte[] _enable = new byte[1];
        private readonly byte[] _sum = new byte[2];

        public TpmChecksum(ITpmRegisters registers) => _registers = registers;

        /// <summary>Whether <see cref="Compare"/> has something to compare with.</summary>
        public bool IsOn { get; private set; }

        /// <summary>Turns it on, where there is one. That a TPM lacks it is believed when it says so more than once.</summary>
        public IoStatus Enable()
        {
            IsOn = false;
            IoStatus status = IoStatus.Ok;
            for (int attempt = 0; _registers.HasChecksum && !IsOn && attempt < Attempts; attempt++)
            {
                _enable[0] = 1;
                status = _registers.Write(TpmRegister.ChecksumEnable, _enable);
                if (status == IoStatus.Ok)
                {
                    status = _registers.Read(TpmRegister.ChecksumEnable, _enable);
                    IsOn = status == IoStatus.Ok && _enable[0] == 1;
                }
            }

            return status;
        }

        /// <returns>ChecksumError if <paramref name="data"/> is not what the TPM took or gave.</returns>
        public IoStatus Compare(SpanByte data)
        {
            IoStatus status = _registers.Read(TpmRegister.Checksum, _sum);
            if (status != IoStatus.Ok)
            {
                return status;
            }

            return Crc16.Of(data) == ((_sum[0] << 8) | _sum[1]) ? IoStatus.Ok : IoStatus.ChecksumError;
        }
    }
}
