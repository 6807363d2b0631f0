// SPDX-License-Identifier: MIT
// TPML_PCR_SELECTION, Part 2, section 10.9.7: which PCRs of which banks. Sized at construction and used again.

using System;

namespace Wardstone.Tpm
{
    /// <summary>A list of banks, each with a set of PCRs (TPMS_PCR_SELECTION, Part 2, section 10.6.2).</summary>
    public sealed class TpmlPcrSelection
    {
        /// <summary>PCRs that a selection can name: 0 to 23, what every TPM takes.</summary>
        public const int PcrCount = 24;

        private const int SelectSize = PcrCount / 8;

        private readonly TpmAlgId[] _hashes;
        private readonly uint[] _pcrs;

        /// <summary>An empty selection with room for <paramref name="maxBanks"/> banks.</summary>
        public TpmlPcrSelection(int maxBanks)
        {
            _hashes = new TpmAlgId[maxBanks];
            _pcrs = new uint[maxBanks];
        }

        /// <summary>Number of banks.</summary>
        public int Count { get; private set; }

        /// <summary>The hash algorithm of a bank.</summary>
        public TpmAlgId HashAt(int bank) => _hashes[bank];

        /// <summary>The PCRs of a bank: bit n is PCR n.</summary>
        public uint PcrsAt(int bank) => _pcrs[bank];

        public void Clear() => Count = 0;

        /// <summary>Adds a bank; bits of <paramref name="pcrs"/> above 23 are dropped.</summary>
        /// <returns>False if there is no room.</returns>
        public bool TryAdd(TpmAlgId hash, uint pcrs)
        {
            if (Count == _hashes.Length)
            {
                return false;
            }

            _hashes[Count] = hash;
            _pcrs[Count] = pcrs & ((1u << PcrCount) - 1);
            Count++;
            return true;
        }

        /// <summary>Whether both name the same PCRs of the same banks in the same order.</summary>
        public bool IsSame(TpmlPcrSelection other)
        {
            bool same = Count == other.Count;
            for (int i = 0; same && i < Count; i++)
            {
                same = _hashes[i] == other._hashes[i] && _pcrs[i] == other._pcrs[i];
            }

            return same;
        }

        /// <summary>Bytes of all the selected PCRs' values together.</summary>
        public int ValuesSize()
        {
            int size = 0;
            for (int i = 0; i < Count; i++)
            {
                for (uint left = _pcrs[i]; left != 0; left &= left - 1)
                {
                    size += TpmHash.DigestSize(_hashes[i]);
                }
            }

            return size;
        }

        public void Write(ref TpmWriter writer)
        {
            writer.U32((uint)Count);
            for (int i = 0; i < Count; i++)
            {
                WriteBank(ref writer, _hashes[i], _pcrs[i]);
            }
        }

        /// <summary>Replaces the selection by the one that comes next in <paramref name="reader"/>.</summary>
        /// <returns>False, and an empty selection, if it is malformed, has too many banks or names a PCR above 23.</returns>
        public bool TryRead(ref TpmReader reader)
        {
            Clear();
            bool good = true;
            for (uint count = reader.U32(); good && count != 0; count--)
            {
                good = TryReadBank(ref reader, out TpmAlgId hash, out uint pcrs) && TryAdd(hash, pcrs);
            }

            good = good && !reader.Failed;
            if (!good)
            {
                Clear();
            }

            return good;
        }

        internal static void WriteBank(ref TpmWriter writer, TpmAlgId hash, uint pcrs)
        {
            writer.U16((ushort)hash);
            writer.U8(SelectSize);
            writer.U8((byte)pcrs);
            writer.U8((byte)(pcrs >> 8));
            writer.U8((byte)(pcrs >> 16));
        }

        // The size of the bit map is the TPM's choice; what counts is that no PCR above 23 is in it.
        internal static bool TryReadBank(ref TpmReader reader, out TpmAlgId hash, out uint pcrs)
        {
            hash = (TpmAlgId)reader.U16();
            pcrs = 0;
            SpanByte select = reader.Bytes(reader.U8());
            for (int i = 0; i < select.Length; i++)
            {
                if (i < SelectSize)
                {
                    pcrs |= (uint)select[i] << (8 * i);
                }
                else if (select[i] != 0)
                {
                    return false;
                }
            }

            return !reader.Failed;
        }
    }
}
