// SPDX-License-Identifier: MIT
// Writes the event log in the TCG's crypto-agile format (TCG PC Client Platform Firmware Profile, section 10.2): a
// header in the old format, "Spec ID Event03", then TCG_PCR_EVENT2 records, little-endian, without padding.
// It extends no PCR and hashes nothing; who appends an event has extended the PCR with the same digests.
// What must hold: a record is either whole in the log or not there at all.

using System;
using Wardstone.Tpm;

namespace Wardstone.MeasuredBoot
{
    /// <summary>An event log in one buffer, which only grows.</summary>
    public sealed class EventLog
    {
        // TCG_PcrEvent without its data: PCR, type, SHA-1 digest (zero in the header), size.
        private const int HeaderSize = 32;
        private const int LegacyDigestSize = 20;

        // TCG_EfiSpecIDEventStruct: platform class 0, version 2.0, errata 0, sizeof(UINTN) in units of four bytes.
        private const byte SpecVersionMajor = 2;
        private const byte UintnSize = 1;
        private const int SpecIdSize = 16 + 4 + 4 + 4 + 1;
        private const int AlgorithmSize = 4;
        private static readonly byte[] Signature =
        {
            (byte)'S', (byte)'p', (byte)'e', (byte)'c', (byte)' ', (byte)'I', (byte)'D', (byte)' ',
            (byte)'E', (byte)'v', (byte)'e', (byte)'n', (byte)'t', (byte)'0', (byte)'3', 0,
        };

        private readonly byte[] _buffer;

        /// <summary>An empty log of at most <paramref name="capacity"/> bytes.</summary>
        public EventLog(int capacity)
        {
            _buffer = new byte[capacity];
        }

        /// <summary>Bytes written; 0 before <see cref="TryBegin"/>.</summary>
        public int Length { get; private set; }

        /// <summary>A view of a part of the log.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The part is not within the buffer.</exception>
        public SpanByte Bytes(int offset, int count) => new SpanByte(_buffer, offset, count);

        /// <summary>Starts the log anew with a header that names the algorithms of every later event's digests.</summary>
        /// <returns>False, and an empty log, if it does not fit.</returns>
        public bool TryBegin(TpmlDigestValues algorithms)
        {
            Length = 0;
            int size = SpecIdSize + (algorithms.Count * AlgorithmSize);
            if (HeaderSize + size > _buffer.Length)
            {
                return false;
            }

            U32(0);
            U32((uint)TcgEventType.NoAction);
            Array.Clear(_buffer, Length, LegacyDigestSize);
            Length += LegacyDigestSize;
            U32((uint)size);
            Copy(Signature);
            U32(0);
            U8(0);
            U8(SpecVersionMajor);
            U8(0);
            U8(UintnSize);
            U32((uint)algorithms.Count);
            for (int i = 0; i < algorithms.Count; i++)
            {
                U16((ushort)algorithms.HashAt(i));
                U16((ushort)TpmHash.DigestSize(algorithms.HashAt(i)));
            }

            // No vendor information.
            U8(0);
            return true;
        }

        /// <summary>Whether an event with these digests and so much data still fits. Nothing fits before the header is there.</summary>
        public bool HasRoom(TpmlDigestValues digests, int dataLength)
        {
            int size = 4 + 4 + 4 + 4 + dataLength;
            for (int i = 0; i < digests.Count; i++)
            {
                size += 2 + TpmHash.DigestSize(digests.HashAt(i));
            }

            return Length != 0 && size <= _buffer.Length - Length;
        }

        /// <summary>Appends an event.</summary>
        /// <returns>False, and the log as it was, if it does not fit.</returns>
        public bool TryAppend(int pcr, TcgEventType type, TpmlDigestValues digests, SpanByte data) =>
            TryAppend(pcr, type, digests, data, SpanByte.Empty);

        /// <summary>Appends an event whose data lies in two places.</summary>
        /// <returns>False, and the log as it was, if it does not fit.</returns>
        public bool TryAppend(int pcr, TcgEventType type, TpmlDigestValues digests, SpanByte data, SpanByte rest)
        {
            if (!HasRoom(digests, data.Length + rest.Length))
            {
                return false;
            }

            U32((uint)pcr);
            U32((uint)type);
            U32((uint)digests.Count);
            for (int i = 0; i < digests.Count; i++)
            {
                U16((ushort)digests.HashAt(i));
                Copy(digests.DigestAt(i));
            }

            U32((uint)(data.Length + rest.Length));
            Copy(data);
            Copy(rest);
            return true;
        }

        private void U8(byte value)
        {
            _buffer[Length] = value;
            Length++;
        }

        private void U16(ushort value)
        {
            U8((byte)value);
            U8((byte)(value >> 8));
        }

        private void U32(uint value)
        {
            U16((ushort)value);
            U16((ushort)(value >> 16));
        }

        private void Copy(SpanByte bytes)
        {
            bytes.CopyTo(new SpanByte(_buffer, Length, bytes.Length));
            Length += bytes.Length;
        }
    }
}
