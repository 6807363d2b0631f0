// SPDX-License-Identifier: MIT
// TPM2_ReadPublic, Part 3, section 12.4

using System;

namespace Wardstone.Tpm.Commands
{
    /// <summary>The public area of a loaded object.</summary>
    public static class ReadPublic
    {
        /// <param name="publicArea">A TPMT_PUBLIC: see <see cref="TpmtPublic"/>. A view until the next command, as the names.</param>
        /// <param name="name">Algorithm and digest of the public area (Part 1, section 16).</param>
        /// <param name="qualifiedName">The same over the names of all its parents.</param>
        public static TpmRc Execute(
            TpmClient client, uint handle, out SpanByte publicArea, out SpanByte name, out SpanByte qualifiedName)
        {
            TpmWriter command = client.Begin(TpmSt.NoSessions, TpmCc.ReadPublic);
            command.U32(handle);
            TpmRc rc = client.Submit(command, TpmTimeout.ShortMs, out TpmReader response);
            publicArea = response.Sized();
            name = response.Sized();
            qualifiedName = response.Sized();
            return rc == TpmRc.Success ? response.End() : rc;
        }
    }
}
