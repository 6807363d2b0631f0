// SPDX-License-Identifier: MIT
// TPM2_Startup, Part 3, section 9.3

namespace Wardstone.Tpm.Commands
{
    /// <summary>The first command after power-on. The ladder around it is <see cref="TpmStartup"/>.</summary>
    public static class Startup
    {
        /// <param name="startupType">Clear starts anew; State resumes from what Shutdown(State) saved.</param>
        /// <returns>Initialize if it is started already.</returns>
        public static TpmRc Execute(TpmClient client, TpmSu startupType)
        {
            TpmWriter command = client.Begin(TpmSt.NoSessions, TpmCc.Startup);
            command.U16((ushort)startupType);
            TpmRc rc = client.Submit(command, TpmTimeout.MediumMs, out TpmReader response);
            return rc == TpmRc.Success ? response.End() : rc;
        }
    }
}
