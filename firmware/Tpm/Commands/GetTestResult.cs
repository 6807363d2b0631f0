// SPDX-License-Identifier: MIT
// TPM2_GetTestResult, Part 3, section 10.4

using System;

namespace Wardstone.Tpm.Commands
{
    /// <summary>How the self-tests stand. A TPM in failure mode answers this too.</summary>
    public static class GetTestResult
    {
        /// <param name="data">What the manufacturer says of it, in his own format; a view until the next command.</param>
        /// <param name="testResult">Success, NeedsTest, Testing or Failure; Failure too if the command itself fails.</param>
        public static TpmRc Execute(TpmClient client, out SpanByte data, out TpmRc testResult)
        {
            data = SpanByte.Empty;
            testResult = TpmRc.Failure;
            TpmWriter command = client.Begin(TpmSt.NoSessions, TpmCc.GetTestResult);
            TpmRc rc = client.Submit(command, TpmTimeout.ShortMs, out TpmReader response);
            if (rc != TpmRc.Success)
            {
                return rc;
            }

            data = response.Sized();
            uint result = response.U32();
            rc = response.End();
            if (rc == TpmRc.Success && (result & ~TpmClient.RcMask) != 0)
            {
                rc = TpmRc.ResponseValue;
            }

            testResult = rc == TpmRc.Success ? (TpmRc)result : TpmRc.Failure;
            return rc;
        }
    }
}
