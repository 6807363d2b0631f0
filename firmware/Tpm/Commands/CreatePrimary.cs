// SPDX-License-Identifier: MIT
// TPM2_CreatePrimary, Part 3, section 24.1

using System;

namespace Wardstone.Tpm.Commands
{
    /// <summary>What CreatePrimary gives. Views of the client's buffer: valid until the next command.</summary>
    public ref struct CreatePrimaryResult
    {
        /// <summary>The loaded key; it takes one of the TPM's few object slots until FlushContext.</summary>
        public uint Handle;

        /// <summary>A TPMT_PUBLIC: <see cref="TpmtPublic"/> reads it.</summary>
        public SpanByte PublicArea;

        /// <summary>A TPMS_CREATION_DATA (Part 2, section 15.1), its digest, and the TPM's ticket (TPMT_TK_CREATION) for it.</summary>
        public SpanByte CreationData;
        public SpanByte CreationHash;
        public SpanByte CreationTicket;

        /// <summary>Algorithm and digest of the public area.</summary>
        public SpanByte Name;
    }

    /// <summary>Derives a key from a hierarchy's seed: the same template gives the same key again for as long as the seed lives.</summary>
    public static class CreatePrimary
    {
        private const uint TransientFirst = 0x80000000;
        private const uint TransientLast = 0x80FFFFFF;

        /// <param name="hierarchy">Whose seed; its authorization value is taken to be empty.</param>
        /// <param name="template">A TPMT_PUBLIC, such as <see cref="AttestationKey.Template"/>; the key's authorization is empty.</param>
        public static TpmRc Execute(TpmClient client, TpmRh hierarchy, SpanByte template, out CreatePrimaryResult result)
        {
            const ushort SensitiveSize = 4;
            TpmWriter command = client.Begin(TpmSt.Sessions, TpmCc.CreatePrimary);
            command.U32((uint)hierarchy);
            command.Password(SpanByte.Empty);

            // inSensitive: empty userAuth, empty data.
            command.U16(SensitiveSize);
            command.U32(0);
            command.Sized(template);

            // outsideInfo: empty. creationPCR: none.
            command.U16(0);
            command.U32(0);
            TpmRc rc = client.Submit(command, TpmTimeout.LongMs, out TpmReader response);
            if (rc == TpmRc.Success)
            {
                return Read(response, out result);
            }

            result = default;
            return rc;
        }

        private static TpmRc Read(TpmReader response, out CreatePrimaryResult result)
        {
            result = default;
            result.Handle = response.U32();
            response.PasswordParameters();
            result.PublicArea = response.Sized();
            result.CreationData = response.Sized();
            result.CreationHash = response.Sized();
            TpmReader ticket = response;
            TpmSt ticketTag = (TpmSt)response.U16();
            _ = response.U32();
            _ = response.Sized();
            result.CreationTicket = ticket.Bytes(ticket.Left - response.Left);
            result.Name = response.Sized();
            TpmRc rc = response.End();
            if (rc == TpmRc.Success
                && (result.Handle < TransientFirst || result.Handle > TransientLast || ticketTag != TpmSt.Creation))
            {
                rc = TpmRc.ResponseValue;
            }

            return rc;
        }
    }
}
