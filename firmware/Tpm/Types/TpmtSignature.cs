// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Tpm
{
    /// <summary>TPMT_SIGNATURE, Part 2, section 11.3.4, of an ECDSA key. Views, valid as long as what was read.</summary>
    public ref struct TpmtSignature
    {
        public TpmAlgId SigAlg;
        public TpmAlgId Hash;

        /// <summary>The two halves, big-endian; a TPM may leave out leading zeros.</summary>
        public SpanByte R;
        public SpanByte S;

        /// <summary>Reads one that fills <paramref name="bytes"/>.</summary>
        /// <returns>Success, ResponseShort, ResponseTrailing, or ResponseValue for another scheme.</returns>
        public static TpmRc Read(SpanByte bytes, out TpmtSignature signature)
        {
            TpmReader reader = new TpmReader(bytes);
            signature.SigAlg = (TpmAlgId)reader.U16();
            signature.Hash = (TpmAlgId)reader.U16();
            signature.R = reader.Sized();
            signature.S = reader.Sized();
            TpmRc rc = reader.End();
            return signature.SigAlg == TpmAlgId.Ecdsa || reader.Failed ? rc : TpmRc.ResponseValue;
        }
    }
}
