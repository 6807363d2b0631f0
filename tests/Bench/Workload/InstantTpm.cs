// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.Tests.Workload
{
    /// <summary>Answers TPM2_PCR_Extend and TPM2_Quote, whatever they say.</summary>
    internal sealed class InstantTpm : CharDevice
    {
        private const int CodeOffset = 9;
        private const int QuoteCode = 0x58;

        // Header, parameterSize, no parameters, the password's empty session.
        private readonly byte[] _extended = { 0x80, 2, 0, 0, 0, 19, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0 };

        private readonly byte[] _quoted;

        public InstantTpm()
        {
            // TPM2B_ATTEST of 3 bytes, TPMT_SIGNATURE (ECDSA, SHA-256, r and s of 32 bytes).
            const int Attest = 3;
            const int Signature = 72;
            const int Parameters = 2 + Attest + Signature;
            _quoted = new byte[10 + 4 + Parameters + 5];
            byte[] head = { 0x80, 2, 0, 0, 0, (byte)_quoted.Length, 0, 0, 0, 0, 0, 0, 0, Parameters, 0, Attest };
            head.CopyTo(_quoted, 0);
            byte[] algorithms = { 0, 0x18, 0, 0x0B, 0, 32 };
            const int SignatureAt = 14 + 2 + Attest;
            algorithms.CopyTo(_quoted, SignatureAt);
            _quoted[SignatureAt + 6 + 32 + 1] = 32;
            _quoted[_quoted.Length - 3] = 1;
        }

        public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            SpanByte answer = write[CodeOffset] == QuoteCode ? _quoted : _extended;
            answer.CopyTo(read);
            count = answer.Length;
            return IoStatus.Ok;
        }
    }
}
