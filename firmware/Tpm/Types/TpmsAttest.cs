// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Tpm
{
    /// <summary>TPMS_CLOCK_INFO, Part 2, section 10.11.1.</summary>
    public struct TpmsClockInfo
    {
        /// <summary>Milliseconds that the TPM was powered since its owner was last cleared.</summary>
        public ulong Clock;

        /// <summary>TPM resets since then.</summary>
        public uint ResetCount;

        /// <summary>Restarts and resumes since the last reset.</summary>
        public uint RestartCount;

        /// <summary>Whether Clock has never been reported higher than now.</summary>
        public bool Safe;
    }

    /// <summary>TPMS_ATTEST, Part 2, section 10.12.12, of a quote (section 10.12.4). Views, valid as long as what was read.</summary>
    public ref struct TpmsAttest
    {
        /// <summary>TPM_GENERATED_VALUE (Part 2, section 6.2): no key of a TPM signs foreign data that begin with it.</summary>
        public const uint Generated = 0xFF544347;

        public SpanByte QualifiedSigner;

        /// <summary>The verifier's nonce.</summary>
        public SpanByte ExtraData;
        public TpmsClockInfo ClockInfo;
        public ulong FirmwareVersion;

        /// <summary>Digest of the selected PCRs' values, by the signing scheme's hash.</summary>
        public SpanByte PcrDigest;

        /// <summary>Reads one that fills <paramref name="bytes"/>.</summary>
        /// <param name="selection">Takes which PCRs were signed.</param>
        /// <returns>Success, ResponseShort, ResponseTrailing, ResponseValue for no quote, ResponseCount for too long a selection.</returns>
        public static TpmRc Read(SpanByte bytes, TpmlPcrSelection selection, out TpmsAttest attest)
        {
            attest = default;
            TpmReader reader = new TpmReader(bytes);
            uint magic = reader.U32();
            TpmSt type = (TpmSt)reader.U16();
            if (!reader.Failed && (magic != Generated || type != TpmSt.AttestQuote))
            {
                return TpmRc.ResponseValue;
            }

            attest.QualifiedSigner = reader.Sized();
            attest.ExtraData = reader.Sized();
            attest.ClockInfo.Clock = reader.U64();
            attest.ClockInfo.ResetCount = reader.U32();
            attest.ClockInfo.RestartCount = reader.U32();
            byte safe = reader.U8();
            attest.ClockInfo.Safe = safe == 1;
            attest.FirmwareVersion = reader.U64();
            bool selected = selection.TryRead(ref reader);
            attest.PcrDigest = reader.Sized();
            if (reader.Failed)
            {
                return TpmRc.ResponseShort;
            }

            if (safe > 1)
            {
                return TpmRc.ResponseValue;
            }

            return selected ? reader.End() : TpmRc.ResponseCount;
        }
    }
}
