// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;
using Wardstone.Tpm;

namespace Wardstone.MeasuredBoot
{
    /// <summary>Shows what was measured, and has the TPM vouch for it. Nothing here can extend a PCR or change the log.</summary>
    /// <remarks>Where a result is a TpmRc that TpmClient.IsAway knows, something on the way is gone for now, which says nothing of the
    /// TPM.</remarks>
    public interface IMeasuredBootSession
    {
        /// <summary>Writes the board's status now.</summary>
        /// <param name="status">216 bytes, laid out as the link has it (host/PROTOCOL.md, "Status payload").</param>
        IoStatus ReadStatus(SpanByte status);

        /// <summary>Copies a part of the event log.</summary>
        /// <param name="offset">First byte; beyond the log's end no bytes are written.</param>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="count">Bytes written; fewer than fit only at the end.</param>
        /// <param name="length">Bytes of the whole log.</param>
        /// <param name="generation">Different for the logs of two boots that differ.</param>
        IoStatus ReadLog(int offset, SpanByte buffer, out int count, out int length, out uint generation);

        /// <summary>Reads PCRs from the TPM.</summary>
        /// <param name="hash">Which bank.</param>
        /// <param name="pcrs">Bit n is PCR n, 0 to 23; not 0.</param>
        /// <param name="digests">Where they go, by rising PCR number, with nothing between them.</param>
        /// <param name="length">Bytes written; 0 unless Success.</param>
        TpmRc ReadPcrs(TpmAlgId hash, uint pcrs, SpanByte digests, out int length);

        /// <summary>Gives the attestation key.</summary>
        /// <param name="publicArea">Where the TPM2B_PUBLIC goes (Part 2, section 12.2.5), its size field included.</param>
        /// <param name="length">Bytes written; 0 unless Success.</param>
        /// <returns>BootFailed after a boot that failed: nobody is to pin the key of such a board.</returns>
        TpmRc ReadKey(SpanByte publicArea, out int length);

        /// <summary>Has the TPM sign PCRs together with a nonce.</summary>
        /// <param name="nonce">1 to 64 bytes.</param>
        /// <param name="hash">Which bank.</param>
        /// <param name="pcrs">Bit n is PCR n, 0 to 23; not 0.</param>
        /// <param name="quote">Where the TPM2B_ATTEST and right after it the TPMT_SIGNATURE go.</param>
        /// <param name="length">Bytes written; 0 unless Success.</param>
        TpmRc Quote(SpanByte nonce, TpmAlgId hash, uint pcrs, SpanByte quote, out int length);
    }
}
