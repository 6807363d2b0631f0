// SPDX-License-Identifier: MIT
// TPM2_PCR_Extend, Part 3, section 22.2

using System;

namespace Wardstone.Tpm.Commands
{
    /// <summary>Extends one PCR, in several banks at once.</summary>
    public static class PcrExtend
    {
        /// <param name="pcr">Which PCR, 0 to 23; it has an empty authorization value.</param>
        /// <param name="digests">One digest for each bank; a bank without one is left as it is.</param>
        public static TpmRc Execute(TpmClient client, int pcr, TpmlDigestValues digests)
        {
            TpmWriter command = client.Begin(TpmSt.Sessions, TpmCc.PcrExtend);
            command.U32((uint)pcr);
            command.Password(SpanByte.Empty);
            digests.Write(ref command);
            TpmRc rc = client.Submit(command, TpmTimeout.ShortMs, out TpmReader response);
            if (rc != TpmRc.Success)
            {
                return rc;
            }

            response.PasswordParameters();
            return response.End();
        }
    }
}
