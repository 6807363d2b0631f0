// SPDX-License-Identifier: MIT
// TPML_DIGEST_VALUES, Part 2, section 10.9.6: one digest for each of several hash algorithms (TPMT_HA, section 10.3.2).
// Sized at construction and used again.

using System;

namespace Wardstone.Tpm
{
    /// <summary>Digests of one thing by several algorithms, as PCR_Extend takes them and the event log keeps them.</summary>
    public sealed class TpmlDigestValues
    {
        private readonly TpmAlgId[] _hashes;
        private readonly byte[] _digests;

        /// <summary>An empty list with room for <paramref name="maxCount"/> digests.</summary>
        public TpmlDigestValues(int maxCount)
        {
            _hashes = new TpmAlgId[maxCount];
            _digests = new byte[maxCount * TpmHash.MaxDigestSize];
        }

        /// <summary>Number of digests.</summary>
        public int Count { get; private set; }

        public TpmAlgId HashAt(int index) => _hashes[index];

        /// <summary>A view of the digest, of the algorithm's size.</summary>
        public SpanByte DigestAt(int index) =>
            new SpanByte(_digests, index * TpmHash.MaxDigestSize, TpmHash.DigestSize(_hashes[index]));

        public void Clear() => Count = 0;

        /// <summary>Adds room for one digest and gives a view of it, to be written to.</summary>
        /// <exception cref="ArgumentException">The list is full, or that is no hash algorithm.</exception>
        public SpanByte Add(TpmAlgId hash)
        {
            if (Count == _hashes.Length || TpmHash.DigestSize(hash) == 0)
            {
                throw new ArgumentException();
            }

            _hashes[Count] = hash;
            return DigestAt(Count++);
        }

        public void Write(ref TpmWriter writer)
        {
            writer.U32((uint)Count);
            for (int i = 0; i < Count; i++)
            {
                writer.U16((ushort)_hashes[i]);
                writer.Bytes(DigestAt(i));
            }
        }
    }
}
