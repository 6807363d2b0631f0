// SPDX-License-Identifier: MIT
// TPM2_Shutdown, Part 3, section 9.4

namespace Wardstone.Tpm.Commands
{
    /// <summary>Prepares the TPM for the loss of power; without it the next start counts as disorderly.</summary>
    public static class Shutdown
    {
        /// <param name="shutdownType">Clear forgets; State saves what Startup(State) can resume from.</param>
        public static TpmRc Execute(TpmClient client, TpmSu shutdownType)
        {
            TpmWriter command = client.Begin(TpmSt.NoSessions, TpmCc.Shutdown);
            command.U16((ushort)shutdownType);
            TpmRc rc = client.Submit(command, TpmTimeout.ShortMs, out TpmReader response);
            return rc == TpmRc.Success ? response.End() : rc;
        }
    }
}
