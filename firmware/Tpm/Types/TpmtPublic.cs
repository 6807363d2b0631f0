// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Tpm
{
    /// <summary>
    /// TPMT_PUBLIC, Part 2, section 12.2.4, of an ECC signing key without a symmetric scheme (TPMS_ECC_PARMS, section 12.2.3.6).
    /// Views, valid as long as what was read.
    /// </summary>
    public ref struct TpmtPublic
    {
        public TpmAlgId NameAlg;
        public TpmaObject ObjectAttributes;
        public SpanByte AuthPolicy;

        /// <summary>Null, or Ecdsa with <see cref="SchemeHash"/>.</summary>
        public TpmAlgId Scheme;
        public TpmAlgId SchemeHash;
        public TpmEccCurve Curve;

        /// <summary>The public point, big-endian; a TPM may leave out leading zeros. Empty in a template.</summary>
        public SpanByte X;
        public SpanByte Y;

        /// <summary>Reads one that fills <paramref name="bytes"/>.</summary>
        /// <returns>Success, ResponseShort, ResponseTrailing, or ResponseValue for another kind of object.</returns>
        public static TpmRc Read(SpanByte bytes, out TpmtPublic area)
        {
            area = default;
            TpmReader reader = new TpmReader(bytes);
            TpmAlgId type = (TpmAlgId)reader.U16();
            area.NameAlg = (TpmAlgId)reader.U16();
            area.ObjectAttributes = (TpmaObject)reader.U32();
            area.AuthPolicy = reader.Sized();
            TpmAlgId symmetric = (TpmAlgId)reader.U16();
            area.Scheme = (TpmAlgId)reader.U16();
            area.SchemeHash = area.Scheme == TpmAlgId.Ecdsa ? (TpmAlgId)reader.U16() : TpmAlgId.Null;
            area.Curve = (TpmEccCurve)reader.U16();
            TpmAlgId kdf = (TpmAlgId)reader.U16();
            if (!reader.Failed
                && (type != TpmAlgId.Ecc || symmetric != TpmAlgId.Null || kdf != TpmAlgId.Null
                    || (area.Scheme != TpmAlgId.Null && area.Scheme != TpmAlgId.Ecdsa)))
            {
                return TpmRc.ResponseValue;
            }

            area.X = reader.Sized();
            area.Y = reader.Sized();
            return reader.End();
        }
    }
}
