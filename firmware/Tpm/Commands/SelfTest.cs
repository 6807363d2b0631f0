// SPDX-License-Identifier: MIT
// TPM2_SelfTest, Part 3, section 10.2

namespace Wardstone.Tpm.Commands
{
    /// <summary>Has the TPM test itself.</summary>
    public static class SelfTest
    {
        /// <param name="full">Whether to test everything, or only what hasn't been tested since the reset.</param>
        /// <returns>Testing if the tests go on in the background: <see cref="GetTestResult"/> tells when they are done.</returns>
        public static TpmRc Execute(TpmClient client, bool full)
        {
            TpmWriter command = client.Begin(TpmSt.NoSessions, TpmCc.SelfTest);
            command.U8(full ? (byte)1 : (byte)0);
            TpmRc rc = client.Submit(command, TpmTimeout.LongMs, out TpmReader response);
            return rc == TpmRc.Success ? response.End() : rc;
        }
    }
}
