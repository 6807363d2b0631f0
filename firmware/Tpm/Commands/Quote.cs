// SPDX-License-Identifier: MIT
// TPM2_Quote, Part 3, section 18.4

using System;

namespace Wardstone.Tpm.Commands
{
    /// <summary>Has the TPM sign the values of PCRs. What it signed is for the verifier to judge, not for the one who asked.</summary>
    public static class Quote
    {
        /// <param name="key">A loaded signing key with an empty authorization value; its own scheme is used.</param>
        /// <param name="qualifyingData">The verifier's nonce: at most as long as the TPM's longest digest and two bytes more.</param>
        /// <param name="attest">What was signed: a TPMS_ATTEST, see <see cref="TpmsAttest"/>. A view until the next command.</param>
        /// <param name="signature">A TPMT_SIGNATURE: see <see cref="TpmtSignature"/>. A view too.</param>
        public static TpmRc Execute(
            TpmClient client, uint key, SpanByte qualifyingData, TpmlPcrSelection selection, out SpanByte attest, out SpanByte signature)
        {
            TpmWriter command = client.Begin(TpmSt.Sessions, TpmCc.Quote);
            command.U32(key);
            command.Password(SpanByte.Empty);
            command.Sized(qualifyingData);
            command.U16((ushort)TpmAlgId.Null);
            selection.Write(ref command);
            TpmRc rc = client.Submit(command, TpmTimeout.MediumMs, out TpmReader response);
            attest = SpanByte.Empty;
            signature = SpanByte.Empty;
            if (rc != TpmRc.Success)
            {
                return rc;
            }

            response.PasswordParameters();
            attest = response.Sized();
            signature = response.Bytes(response.Left);
            rc = response.End();
            return rc == TpmRc.Success ? TpmtSignature.Read(signature, out _) : rc;
        }
    }
}
