// SPDX-License-Identifier: MIT
// The payload of a Status response, for the one who writes it and the one who reads it. One object is made at start and
// filled again for each request. Layout: host/PROTOCOL.md, "Status".

using System;

namespace Wardstone.Link
{
    /// <summary>Where the board is on its way from reset to service.</summary>
    public enum BoardPhase : byte
    {
        /// <summary>The measured boot has not ended.</summary>
        Starting = 0,

        /// <summary>Measured and serving.</summary>
        Ready = 1,

        /// <summary>The measured boot failed; the board answers for diagnosis only.</summary>
        Failed = 2,
    }

    /// <summary>State, version and identity of the board.</summary>
    public sealed class BoardStatus
    {
        /// <summary>Bytes of the layout.</summary>
        public const int Size = 216;

        public const int StateSize = 24;
        public const int BoardSize = 32;
        public const int VersionSize = 16;
        public const int BuildIdSize = 32;
        public const int ReasonSize = 96;

        private const int StateOffset = 16;
        private const int BoardOffset = StateOffset + StateSize;
        private const int VersionOffset = BoardOffset + BoardSize;
        private const int BuildIdOffset = VersionOffset + VersionSize;
        private const int ReasonOffset = BuildIdOffset + BuildIdSize;

        private readonly byte[] _bytes = new byte[Size];

        public BoardPhase Phase
        {
            get => (BoardPhase)_bytes[0];
            set => _bytes[0] = (byte)value;
        }

        /// <summary>Largest MCTP message in bytes, header included, that the board takes.</summary>
        public int MessageLimit
        {
            get => BigEndian.GetU16(_bytes, 2);
            set => BigEndian.PutU16(_bytes, 2, value);
        }

        /// <summary>Milliseconds since reset.</summary>
        public uint UptimeMs
        {
            get => BigEndian.GetU32(_bytes, 4);
            set => BigEndian.PutU32(_bytes, 4, value);
        }

        /// <summary>Bytes in the event log.</summary>
        public uint LogLength
        {
            get => BigEndian.GetU32(_bytes, 8);
            set => BigEndian.PutU32(_bytes, 8, value);
        }

        /// <summary>As <see cref="ILinkService.ReadLog"/> gives it.</summary>
        public uint LogGeneration
        {
            get => BigEndian.GetU32(_bytes, 12);
            set => BigEndian.PutU32(_bytes, 12, value);
        }

        /// <summary>Name of the state, such as "ready" or "tpm-absent"; ASCII, padded with zeros.</summary>
        public SpanByte State => new SpanByte(_bytes, StateOffset, StateSize);

        /// <summary>Board name; ASCII, padded with zeros.</summary>
        public SpanByte Board => new SpanByte(_bytes, BoardOffset, BoardSize);

        /// <summary>Firmware version; ASCII, padded with zeros.</summary>
        public SpanByte Version => new SpanByte(_bytes, VersionOffset, VersionSize);

        /// <summary>Build id of the firmware.</summary>
        public SpanByte BuildId => new SpanByte(_bytes, BuildIdOffset, BuildIdSize);

        /// <summary>Why the board is in a failure state; ASCII, padded with zeros, all zeros if it is not.</summary>
        public SpanByte Reason => new SpanByte(_bytes, ReasonOffset, ReasonSize);

        /// <summary>Sets every field to zero.</summary>
        public void Clear()
        {
            for (int i = 0; i < Size; i++)
            {
                _bytes[i] = 0;
            }
        }

        /// <summary>Copies the layout out.</summary>
        public void CopyTo(SpanByte payload) => new SpanByte(_bytes).CopyTo(payload);

        /// <summary>Copies the layout in. What a later version may have added after it is not looked at.</summary>
        /// <returns>Whether the payload is long enough.</returns>
        public bool CopyFrom(SpanByte payload)
        {
            if (payload.Length < Size)
            {
                return false;
            }

            payload.Slice(0, Size).CopyTo(_bytes);
            return true;
        }

        /// <summary>Writes ASCII text into one of the text fields, cut to its size and padded with zeros.</summary>
        public static void SetText(SpanByte field, string text)
        {
            for (int i = 0; i < field.Length; i++)
            {
                field[i] = i < text.Length ? (byte)text[i] : (byte)0;
            }
        }
    }
}
