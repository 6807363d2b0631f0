// SPDX-License-Identifier: MIT
// What the attestation key is, in one place: the board creates it from this, and the host accepts no other kind.

using System;

namespace Wardstone.Tpm
{
    /// <summary>The template of the key that signs quotes.</summary>
    public static class AttestationKey
    {
        /// <summary>
        /// Made in this TPM, never to leave it, and signs only what the TPM itself made: so a signature over a quote's bytes proves a
        /// quote. NoDa: whoever can lock the TPM by guessing passwords must not stop attestation with it; there is no password to guess.
        /// </summary>
        public const TpmaObject Attributes =
            TpmaObject.FixedTpm | TpmaObject.FixedParent | TpmaObject.SensitiveDataOrigin | TpmaObject.UserWithAuth
            | TpmaObject.NoDa | TpmaObject.Restricted | TpmaObject.Sign;

        /// <summary>Whose seed it comes from: it outlives a change of owner, and its reset counters are not obfuscated.</summary>
        public const TpmRh Hierarchy = TpmRh.Endorsement;

        private const int TemplateSize = 24;

        /// <summary>The template as a TPMT_PUBLIC: ECDSA over P-256 with SHA-256.</summary>
        public static byte[] Template()
        {
            byte[] template = new byte[TemplateSize];
            TpmWriter writer = new TpmWriter(template);
            writer.U16((ushort)TpmAlgId.Ecc);
            writer.U16((ushort)TpmAlgId.Sha256);
            writer.U32((uint)Attributes);
            writer.Sized(SpanByte.Empty);
            writer.U16((ushort)TpmAlgId.Null);
            writer.U16((ushort)TpmAlgId.Ecdsa);
            writer.U16((ushort)TpmAlgId.Sha256);
            writer.U16((ushort)TpmEccCurve.NistP256);
            writer.U16((ushort)TpmAlgId.Null);
            writer.Sized(SpanByte.Empty);
            writer.Sized(SpanByte.Empty);
            return template;
        }

        /// <summary>Whether a key is of this kind: everything the template says, and a point.</summary>
        public static bool Matches(TpmtPublic key) =>
            key.NameAlg == TpmAlgId.Sha256 && key.ObjectAttributes == Attributes && key.AuthPolicy.Length == 0
            && key.Scheme == TpmAlgId.Ecdsa && key.SchemeHash == TpmAlgId.Sha256 && key.Curve == TpmEccCurve.NistP256
            && key.X.Length != 0 && key.Y.Length != 0;
    }
}
