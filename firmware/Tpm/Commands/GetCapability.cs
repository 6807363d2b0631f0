// SPDX-License-Identifier: MIT
// TPM2_GetCapability, Part 3, section 30.2

using System;

namespace Wardstone.Tpm.Commands
{
    /// <summary>What the TPM can do and how it stands.</summary>
    public static class GetCapability
    {
        /// <summary>One page of one list, as it comes.</summary>
        /// <param name="property">The first entry that is wanted.</param>
        /// <param name="count">How many entries at most; a TPM may give fewer.</param>
        /// <param name="more">Whether there are entries after these.</param>
        /// <param name="list">The list from its count on (Part 2, section 10.10.1); a view until the next command.</param>
        public static TpmRc Execute(TpmClient client, TpmCap capability, uint property, uint count, out bool more, out TpmReader list)
        {
            more = false;
            TpmWriter command = client.Begin(TpmSt.NoSessions, TpmCc.GetCapability);
            command.U32((uint)capability);
            command.U32(property);
            command.U32(count);
            TpmRc rc = client.Submit(command, TpmTimeout.ShortMs, out list);
            if (rc != TpmRc.Success)
            {
                return rc;
            }

            byte moreData = list.U8();
            TpmCap answered = (TpmCap)list.U32();
            more = moreData != 0;
            if (list.Failed)
            {
                return TpmRc.ResponseShort;
            }

            return moreData <= 1 && answered == capability ? TpmRc.Success : TpmRc.ResponseValue;
        }

        /// <summary>One TPM property (TPMS_TAGGED_PROPERTY, Part 2, section 10.8.2).</summary>
        /// <returns>PropertyMissing if the TPM doesn't have it.</returns>
        public static TpmRc Property(TpmClient client, TpmPt property, out uint value)
        {
            value = 0;
            TpmRc rc = Execute(client, TpmCap.TpmProperties, (uint)property, 1, out _, out TpmReader list);
            if (rc != TpmRc.Success)
            {
                return rc;
            }

            uint count = list.U32();
            if (count > 1)
            {
                return TpmRc.ResponseCount;
            }

            // Of a property that it lacks a TPM gives the next one that it has.
            TpmPt answered = count == 1 ? (TpmPt)list.U32() : 0;
            uint answer = count == 1 ? list.U32() : 0;
            rc = list.End();
            if (rc == TpmRc.Success && answered != property)
            {
                rc = TpmRc.PropertyMissing;
            }

            value = rc == TpmRc.Success ? answer : 0;
            return rc;
        }

        /// <summary>Handles in use, by rising number.</summary>
        /// <param name="first">The lowest that is wanted; only those of its type (Part 2, section 7.2) are given.</param>
        /// <param name="handles">Takes as many as fit.</param>
        /// <param name="count">How many there are in it.</param>
        public static TpmRc Handles(TpmClient client, uint first, uint[] handles, out int count)
        {
            count = 0;
            TpmRc rc = Execute(client, TpmCap.Handles, first, (uint)handles.Length, out _, out TpmReader list);
            if (rc != TpmRc.Success)
            {
                return rc;
            }

            uint given = list.U32();
            if (given > (uint)handles.Length)
            {
                return TpmRc.ResponseCount;
            }

            for (int i = 0; i < (int)given; i++)
            {
                handles[i] = list.U32();
            }

            rc = list.End();
            count = rc == TpmRc.Success ? (int)given : 0;
            return rc;
        }

        /// <summary>The banks of PCRs as they are allocated; a bank without PCRs is one that the TPM could have.</summary>
        /// <param name="banks">Takes them; needs room for as many banks as the TPM has algorithms.</param>
        public static TpmRc Pcrs(TpmClient client, TpmlPcrSelection banks)
        {
            banks.Clear();
            TpmRc rc = Execute(client, TpmCap.Pcrs, 0, 1, out bool more, out TpmReader list);
            if (rc != TpmRc.Success)
            {
                return rc;
            }

            if (more || !banks.TryRead(ref list))
            {
                return list.Failed ? TpmRc.ResponseShort : TpmRc.ResponseCount;
            }

            rc = list.End();
            if (rc != TpmRc.Success)
            {
                banks.Clear();
            }

            return rc;
        }
    }
}
