// SPDX-License-Identifier: MIT
using System;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Tpm;
using Wardstone.Tpm.Commands;
using Wardstone.Tpm.Hashes;

namespace Wardstone.Tests.Workload
{
    /// <summary>One piece of work, the same each time.</summary>
    public abstract class Work
    {
        public abstract void Run();

        protected static void Check(bool right)
        {
            if (!right)
            {
                throw new InvalidOperationException("wrong result");
            }
        }
    }

    /// <summary>SHA-256 over 1024 bytes.</summary>
    public sealed class HashWork : Work
    {
        private readonly byte[] _data = new byte[1024];
        private readonly byte[] _digest = new byte[Sha256.DigestSize];
        private readonly Sha256 _hash = new Sha256();

        public override void Run()
        {
            _hash.Append(_data);
            _hash.Finish(_digest);
            Check(_digest[0] == 0x5F && _digest[31] == 0xEF); // of 1024 zeros
        }
    }

    /// <summary>A TPM2_PCR_Extend and a TPM2_Quote: commands written, responses read. The TPM in between costs nothing.</summary>
    public sealed class MarshallingWork : Work
    {
        private readonly TpmClient _tpm = new TpmClient(new InstantTpm());
        private readonly TpmlDigestValues _digests = new TpmlDigestValues(1);
        private readonly TpmlPcrSelection _selection = new TpmlPcrSelection(1);
        private readonly byte[] _nonce = new byte[32];

        public MarshallingWork()
        {
            SpanByte digest = _digests.Add(TpmAlgId.Sha256);
            Check(digest.Length == Sha256.DigestSize && _selection.TryAdd(TpmAlgId.Sha256, 0xFF));
        }

        public override void Run()
        {
            Check(PcrExtend.Execute(_tpm, 16, _digests) == TpmRc.Success);
            TpmRc rc = Quote.Execute(_tpm, 0x80000000, _nonce, _selection, out SpanByte attest, out SpanByte signature);
            Check(rc == TpmRc.Success && attest.Length == 3 && signature.Length == 72);
        }
    }

    /// <summary>A command of 64 bytes and its response through the FIFO protocol on SPI. The bus in between costs nothing.</summary>
    public sealed class FifoWork : Work
    {
        private readonly TpmFifo _fifo = new TpmFifo(new TpmSpiRegisters(new InstantBus()));
        private readonly byte[] _command = new byte[InstantBus.CommandSize];
        private readonly byte[] _response = new byte[128];

        public FifoWork() => _command[5] = InstantBus.CommandSize;

        public override void Run()
        {
            IoStatus status = _fifo.Transfer(_command, _response, 1000, out int count);
            Check(status == IoStatus.Ok && count == InstantBus.ResponseSize);
        }
    }
}
