// SPDX-License-Identifier: MIT
// What the board does for its host, one method a command of host/PROTOCOL.md. The link calls it from LinkServer.Poll,
// never twice for one request number, and never for a request whose lengths are wrong.
//
// Every method that returns a LinkStatus writes its result to the caller's buffer. When the status is not Ok, what it
// wrote there is the reason in ASCII instead, for the person at the host; it may be empty.

using System;

namespace Wardstone.Link
{
    /// <summary>The board as its host sees it.</summary>
    public interface ILinkService
    {
        /// <summary>Fills in the state of the board. Every field not touched stays zero.</summary>
        LinkStatus ReadStatus(BoardStatus status);

        /// <summary>Copies a part of the event log.</summary>
        /// <param name="offset">First byte, from 0 to the log's length.</param>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="count">Bytes written to the buffer; fewer than fit only at the end of the log.</param>
        /// <param name="length">Bytes in the whole log now. It only grows while the generation stays.</param>
        /// <param name="generation">Different for the logs of two boots that differ, so that the host never joins halves of both.</param>
        LinkStatus ReadLog(int offset, SpanByte buffer, out int count, out int length, out uint generation);

        /// <summary>Copies a part of a report (host/PROTOCOL.md, "Reports").</summary>
        /// <param name="name">The report's name, at most 31 bytes; none for the list of reports.</param>
        /// <param name="offset">First byte, from 0; at the report's end and beyond it no bytes are written.</param>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="count">Bytes written to the buffer; fewer than fit only at the end of the report.</param>
        /// <param name="length">Bytes in the whole report.</param>
        /// <param name="version">Another one after each submission, so that the host never joins parts of two.</param>
        /// <returns>BadParameter if there is no such report, Unavailable if there is to be one and nobody has submitted it yet.</returns>
        LinkStatus ReadReport(SpanByte name, int offset, SpanByte buffer, out int count, out int length, out uint version);

        /// <summary>Reads PCRs of one bank from the TPM.</summary>
        /// <param name="hashAlg">TPM_ALG_ID of the bank.</param>
        /// <param name="selection">Bit n selects PCR n, 0 to 23.</param>
        /// <param name="digests">Where the digests go, by rising PCR number, with nothing between them.</param>
        /// <param name="length">Bytes written.</param>
        /// <returns>Ok only if every selected PCR was read.</returns>
        LinkStatus ReadPcrs(ushort hashAlg, uint selection, SpanByte digests, out int length);

        /// <summary>Gives the public area of the attestation key.</summary>
        /// <param name="publicArea">Where the TPM2B_PUBLIC goes (Part 2, 12.2.5), its size field included.</param>
        /// <param name="length">Bytes written.</param>
        LinkStatus ReadAttestationKey(SpanByte publicArea, out int length);

        /// <summary>Has the TPM sign PCR values together with a nonce (Part 3, 18.4).</summary>
        /// <param name="nonce">qualifyingData, 1 to 64 bytes.</param>
        /// <param name="hashAlg">TPM_ALG_ID of the bank.</param>
        /// <param name="selection">Bit n selects PCR n, 0 to 23.</param>
        /// <param name="quote">Where the TPM2B_ATTEST and after it the TPMT_SIGNATURE go, as the TPM gave them.</param>
        /// <param name="length">Bytes written.</param>
        LinkStatus Quote(SpanByte nonce, ushort hashAlg, uint selection, SpanByte quote, out int length);
    }
}
