// SPDX-License-Identifier: MIT
// TPM2_GetRandom, Part 3, section 16.1

using System;

namespace Wardstone.Tpm.Commands
{
    /// <summary>Random bytes from the TPM's generator.</summary>
    public static class GetRandom
    {
        // The longest digest of TPMs in use: what one command gives at most.
        private const int MaxBytes = 48;

        /// <summary>Fills <paramref name="bytes"/>, with as many commands as it takes.</summary>
        /// <param name="bytes">Where they go; all zero unless Success.</param>
        public static TpmRc Execute(TpmClient client, SpanByte bytes)
        {
            TpmRc rc = TpmRc.Success;
            SpanByte rest = bytes;
            while (rc == TpmRc.Success && rest.Length != 0)
            {
                rc = Once(client, rest, out int count);
                rest = rest.Slice(count);
            }

            // They may become keys: no copy stays in the client's buffer, and no half of an answer is taken for one.
            client.Wipe();
            for (int i = 0; rc != TpmRc.Success && i < bytes.Length; i++)
            {
                bytes[i] = 0;
            }

            return rc;
        }

        private static TpmRc Once(TpmClient client, SpanByte bytes, out int count)
        {
            count = 0;
            int wanted = bytes.Length < MaxBytes ? bytes.Length : MaxBytes;
            TpmWriter command = client.Begin(TpmSt.NoSessions, TpmCc.GetRandom);
            command.U16((ushort)wanted);
            TpmRc rc = client.Submit(command, TpmTimeout.ShortMs, out TpmReader response);
            if (rc != TpmRc.Success)
            {
                return rc;
            }

            SpanByte random = response.Sized();
            rc = response.End();
            if (rc != TpmRc.Success)
            {
                return rc;
            }

            // A TPM may give fewer than asked, but none at all would never end.
            if (random.Length == 0 || random.Length > wanted)
            {
                return TpmRc.ResponseCount;
            }

            random.CopyTo(bytes);
            count = random.Length;
            return TpmRc.Success;
        }
    }
}
