// SPDX-License-Identifier: MIT
// Quotes: the TPM signs its PCRs and a host's nonce with the attestation key (firmware/Tpm's AttestationKey).
// The key is derived again from the endorsement seed for each quote and flushed after it, so that nothing is left in the
// TPM when the board is reset in between, and a TPM that was reset behind the board's back still answers.
// It judges nothing: a quote over PCRs that were never measured is as good a quote as any, and is the host's to reject.

using System;
using Wardstone.Tpm;
using Wardstone.Tpm.Commands;

namespace Wardstone.MeasuredBoot
{
    /// <summary>The attestation key and what it signs.</summary>
    public sealed class Attestation
    {
        private const int MaxPublicSize = 256;

        private readonly TpmClient _tpm;
        private readonly byte[] _template = AttestationKey.Template();
        private readonly byte[] _public = new byte[MaxPublicSize];
        private int _publicLength;

        /// <summary>Attestation by the TPM behind <paramref name="tpm"/>.</summary>
        public Attestation(TpmClient tpm)
        {
            _tpm = tpm;
        }

        /// <summary>The key as a TPM2B_PUBLIC (Part 2, section 12.2.5), its size field included; empty before <see cref="Open"/>.</summary>
        public SpanByte PublicArea => new SpanByte(_public, 0, _publicLength);

        /// <summary>Derives the key once, to learn its public area.</summary>
        public TpmRc Open()
        {
            TpmRc rc = CreatePrimary.Execute(_tpm, AttestationKey.Hierarchy, _template, out CreatePrimaryResult key);
            if (rc != TpmRc.Success)
            {
                return rc;
            }

            TpmWriter writer = new TpmWriter(_public);
            writer.Sized(key.PublicArea);
            _publicLength = writer.Failed ? 0 : _public.Length - writer.Left;
            rc = FlushContext.Execute(_tpm, key.Handle);
            return writer.Failed ? TpmRc.IoTooLong : rc;
        }

        /// <summary>Has PCRs signed together with a nonce.</summary>
        /// <param name="nonce">The host's: 1 to 64 bytes.</param>
        /// <param name="selection">Which PCRs.</param>
        /// <param name="quote">Where the TPM2B_ATTEST and right after it the TPMT_SIGNATURE go.</param>
        /// <param name="length">Bytes written; 0 unless Success.</param>
        public TpmRc Quote(SpanByte nonce, TpmlPcrSelection selection, SpanByte quote, out int length)
        {
            length = 0;
            TpmRc rc = CreatePrimary.Execute(_tpm, AttestationKey.Hierarchy, _template, out CreatePrimaryResult key);
            if (rc != TpmRc.Success)
            {
                return rc;
            }

            uint handle = key.Handle;
            TpmWriter writer = new TpmWriter(quote);
            rc = Tpm.Commands.Quote.Execute(_tpm, handle, nonce, selection, out SpanByte attest, out SpanByte signature);
            writer.Sized(attest);
            writer.Bytes(signature);

            // A quote that could not be made is the news, not that the key could not be flushed after it.
            TpmRc flushed = FlushContext.Execute(_tpm, handle);
            rc = rc != TpmRc.Success ? rc : writer.Failed ? TpmRc.IoTooLong : flushed;
            length = rc == TpmRc.Success ? quote.Length - writer.Left : 0;
            return rc;
        }
    }
}
