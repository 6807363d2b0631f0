// SPDX-License-Identifier: MIT
// Quotes: the TPM signs its PCRs and a host's nonce with the attestation key (firmware/Tpm's AttestationKey).
// The key is derived again from the endorsement seed for each quote and flushed after it, so that nothing is left in the
// TPM when the board is reset in between, and a TPM that was reset behind the board's back still answers. Where that did not come to
// its end, and where it is not known whether it did, what is left in the TPM is flushed before the next: it has few slots.
// Must hold: nobody else loads objects into the TPM.
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
        private const uint TransientFirst = 0x80000000;
        private const int MaxTransients = 8;

        private readonly TpmClient _tpm;
        private readonly byte[] _template = AttestationKey.Template();
        private readonly byte[] _public = new byte[MaxPublicSize];
        private readonly uint[] _left = new uint[MaxTransients];
        private int _publicLength;
        private bool _mayBeLeft = true;

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
            TpmRc rc = Derive(out CreatePrimaryResult key);
            if (rc != TpmRc.Success)
            {
                return rc;
            }

            TpmWriter writer = new TpmWriter(_public);
            writer.Sized(key.PublicArea);
            _publicLength = writer.Failed ? 0 : _public.Length - writer.Left;
            rc = Flush(key.Handle);
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
            TpmRc rc = Derive(out CreatePrimaryResult key);
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
            TpmRc flushed = Flush(handle);
            rc = rc != TpmRc.Success ? rc : writer.Failed ? TpmRc.IoTooLong : flushed;
            length = rc == TpmRc.Success ? quote.Length - writer.Left : 0;
            return rc;
        }

        private TpmRc Derive(out CreatePrimaryResult key)
        {
            TpmRc rc = _mayBeLeft ? FlushWhatIsLeft() : TpmRc.Success;
            if (rc != TpmRc.Success)
            {
                key = default;
                return rc;
            }

            _mayBeLeft = true;
            return CreatePrimary.Execute(_tpm, AttestationKey.Hierarchy, _template, out key);
        }

        private TpmRc Flush(uint handle)
        {
            TpmRc rc = FlushContext.Execute(_tpm, handle);
            _mayBeLeft = rc != TpmRc.Success;
            return rc;
        }

        private TpmRc FlushWhatIsLeft()
        {
            TpmRc rc = GetCapability.Handles(_tpm, TransientFirst, _left, out int count);
            for (int i = 0; i < count && rc == TpmRc.Success; i++)
            {
                rc = FlushContext.Execute(_tpm, _left[i]);
            }

            return rc;
        }
    }
}
