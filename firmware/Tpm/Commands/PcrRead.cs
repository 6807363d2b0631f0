// SPDX-License-Identifier: MIT
// TPM2_PCR_Read, Part 3, section 22.4

using System;

namespace Wardstone.Tpm.Commands
{
    /// <summary>Reads PCRs. One command gives eight values at most, so this sends as many as it takes.</summary>
    public static class PcrRead
    {
        // If a PCR changes between two commands the values are a mixture: all are read again, this often at most.
        private const int MaxRounds = 4;

        /// <summary>Reads all PCRs of <paramref name="selection"/> as they were at one moment.</summary>
        /// <param name="values">
        /// At least <see cref="TpmlPcrSelection.ValuesSize"/> bytes. The values one after the other, in the order in which a
        /// quote's digest takes them: by bank as in the selection, then by rising number.
        /// </param>
        /// <param name="updateCounter">The TPM's count of PCR changes at that moment.</param>
        /// <returns>PcrMissing if the TPM lacks one of them; PcrUnsteady if they kept changing.</returns>
        /// <exception cref="ArgumentException"><paramref name="values"/> is too short.</exception>
        public static TpmRc Execute(TpmClient client, TpmlPcrSelection selection, SpanByte values, out uint updateCounter)
        {
            if (values.Length < selection.ValuesSize())
            {
                throw new ArgumentException();
            }

            updateCounter = 0;
            TpmRc rc = TpmRc.PcrUnsteady;
            for (int round = 0; rc == TpmRc.PcrUnsteady && round < MaxRounds; round++)
            {
                rc = ReadAll(client, selection, values, out updateCounter);
            }

            return rc;
        }

        private static TpmRc ReadAll(TpmClient client, TpmlPcrSelection selection, SpanByte values, out uint updateCounter)
        {
            TpmRc rc = ReadSome(client, selection, 0, ref values, out int done, out updateCounter);
            int total = CountOf(selection);
            while (rc == TpmRc.Success && done < total)
            {
                rc = ReadSome(client, selection, done, ref values, out int count, out uint counter);
                done += count;
                if (rc == TpmRc.Success && counter != updateCounter)
                {
                    rc = TpmRc.PcrUnsteady;
                }
            }

            return rc;
        }

        // One command, for all but the first `done` PCRs; moves `values` past what came.
        private static TpmRc ReadSome(
            TpmClient client, TpmlPcrSelection selection, int done, ref SpanByte values, out int count, out uint updateCounter)
        {
            count = 0;
            updateCounter = 0;
            TpmWriter command = client.Begin(TpmSt.NoSessions, TpmCc.PcrRead);
            command.U32((uint)selection.Count);
            int skip = done;
            for (int i = 0; i < selection.Count; i++)
            {
                TpmlPcrSelection.WriteBank(ref command, selection.HashAt(i), WithoutFirst(ref skip, selection.PcrsAt(i)));
            }

            TpmRc rc = client.Submit(command, TpmTimeout.ShortMs, out TpmReader response);
            if (rc != TpmRc.Success)
            {
                return rc;
            }

            updateCounter = response.U32();
            if (response.U32() != (uint)selection.Count)
            {
                return response.Failed ? TpmRc.ResponseShort : TpmRc.ResponseCount;
            }

            TpmReader banks = response;
            for (int i = 0; i < selection.Count; i++)
            {
                _ = response.U16();
                _ = response.Bytes(response.U8());
            }

            uint digests = response.U32();
            rc = TakeValues(banks, ref response, selection, done, ref values, out count);
            if (rc == TpmRc.Success)
            {
                rc = response.End();
            }

            if (rc == TpmRc.Success && digests != (uint)count)
            {
                rc = TpmRc.ResponseCount;
            }

            return rc == TpmRc.Success && count == 0 && CountOf(selection) != 0 ? TpmRc.PcrMissing : rc;
        }

        // Section 22.4.1: the TPM goes through the selection in order and leaves out the PCRs that it lacks, until it has no more
        // room. So what it answers is the beginning of what was asked, or else one is missing.
        private static TpmRc TakeValues(
            TpmReader banks, ref TpmReader response, TpmlPcrSelection selection, int done, ref SpanByte values, out int count)
        {
            count = 0;
            bool full = false;
            for (int i = 0; i < selection.Count; i++)
            {
                uint asked = WithoutFirst(ref done, selection.PcrsAt(i));
                bool good = TpmlPcrSelection.TryReadBank(ref banks, out TpmAlgId hash, out uint answered);
                if (!good || hash != selection.HashAt(i) || (answered & ~asked) != 0)
                {
                    return banks.Failed ? TpmRc.ResponseShort : TpmRc.ResponseValue;
                }

                uint left = asked & ~answered;
                uint firstLeft = left & (0 - left);
                if (answered != 0 && (full || (left != 0 && answered >= firstLeft)))
                {
                    return TpmRc.PcrMissing;
                }

                full = full || left != 0;
                for (; answered != 0; answered &= answered - 1)
                {
                    SpanByte value = response.Sized();
                    if (value.Length != TpmHash.DigestSize(hash))
                    {
                        return response.Failed ? TpmRc.ResponseShort : TpmRc.ResponseValue;
                    }

                    value.CopyTo(values);
                    values = values.Slice(value.Length);
                    count++;
                }
            }

            return TpmRc.Success;
        }

        private static int CountOf(TpmlPcrSelection selection)
        {
            int count = 0;
            for (int i = 0; i < selection.Count; i++)
            {
                for (uint left = selection.PcrsAt(i); left != 0; left &= left - 1)
                {
                    count++;
                }
            }

            return count;
        }

        private static uint WithoutFirst(ref int skip, uint pcrs)
        {
            for (; skip != 0 && pcrs != 0; skip--)
            {
                pcrs &= pcrs - 1;
            }

            return pcrs;
        }
    }
}
