// SPDX-License-Identifier: MIT
// TPM2_FlushContext, Part 3, section 28.4

namespace Wardstone.Tpm.Commands
{
    /// <summary>Removes a loaded object or a session from the TPM.</summary>
    public static class FlushContext
    {
        /// <param name="handle">What to remove.</param>
        public static TpmRc Execute(TpmClient client, uint handle)
        {
            TpmWriter command = client.Begin(TpmSt.NoSessions, TpmCc.FlushContext);
            command.U32(handle);
            TpmRc rc = client.Submit(command, TpmTimeout.ShortMs, out TpmReader response);
            return rc == TpmRc.Success ? response.End() : rc;
        }
    }
}
