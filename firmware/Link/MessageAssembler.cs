// SPDX-License-Identifier: MIT
// Joins packets to messages by the rules of DSP0236, clause 8, which also say what is dropped. It has one buffer: a packet that
// starts a message takes it over, whoever started the one before. With one writer on the link (host/PROTOCOL.md) that
// earlier half message is always one that its sender has given up.

using System;
using Wardstone.Runtime;

namespace Wardstone.Link
{
    /// <summary>Turns received packets into messages.</summary>
    public sealed class MessageAssembler
    {
        /// <summary>Longest time between two packets of one message, in milliseconds.</summary>
        public const int TimeoutMs = 2000;

        private readonly byte[] _message;
        private readonly byte _tagOwner;
        private bool _open;
        private int _length;
        private int _unit;
        private int _sequence;
        private Deadline _deadline;

        /// <param name="capacity">Longest message in bytes.</param>
        /// <param name="requests">Whether requests are wanted (the tag belongs to their sender) or responses.</param>
        public MessageAssembler(int capacity, bool requests)
        {
            _message = new byte[capacity];
            _tagOwner = requests ? Packet.TagOwner : (byte)0;
        }

        /// <summary>The message that the last <see cref="Push"/> completed, until the next one.</summary>
        public SpanByte Message => new SpanByte(_message, 0, _length);

        /// <summary>Endpoint that sent it.</summary>
        public byte Source { get; private set; }

        /// <summary>Its message tag.</summary>
        public byte Tag { get; private set; }

        /// <summary>Messages given up half way: a packet missing, late, out of order or of a wrong size, or too long in all.</summary>
        public int DroppedMessages { get; private set; }

        /// <summary>Takes the next packet.</summary>
        /// <param name="packet">Header and payload.</param>
        /// <param name="endpoint">The receiver's own id; packets for others are not looked at.</param>
        /// <returns>Whether it completed a message.</returns>
        public bool Push(SpanByte packet, byte endpoint)
        {
            byte flags = packet[3];
            if ((packet[0] & 0x0F) != Packet.HeaderVersion || (flags & Packet.TagOwner) != _tagOwner
                || (packet[1] != endpoint && packet[1] != Packet.NullEndpoint))
            {
                return false;
            }

            SpanByte payload = packet.Slice(Packet.HeaderSize);
            if ((flags & Packet.StartOfMessage) != 0)
            {
                Drop();
                _open = true;
                _length = 0;
                _unit = payload.Length;
                _sequence = Packet.Sequence(flags);
                Source = packet[2];
                Tag = (byte)(flags & Packet.TagMask);
            }
            else if (!Continues(packet[2], flags, payload.Length))
            {
                return false;
            }

            if (_length + payload.Length > _message.Length)
            {
                Drop();
                return false;
            }

            payload.CopyTo(new SpanByte(_message, _length, payload.Length));
            _length += payload.Length;
            _sequence = (_sequence + 1) & 3;
            _deadline = Deadline.After(TimeoutMs);
            _open = (flags & Packet.EndOfMessage) == 0;
            return !_open;
        }

        /// <summary>Gives up a half message.</summary>
        public void Drop()
        {
            DroppedMessages += _open ? 1 : 0;
            _open = false;
        }

        // A packet of another message leaves the open one alone; a wrong one of this message ends it. Every packet but the
        // last is as long as the first (DSP0236, clause 8, "incorrect transmission unit").
        private bool Continues(byte source, byte flags, int payloadLength)
        {
            if (!_open || source != Source || (flags & Packet.TagMask) != Tag)
            {
                return false;
            }

            bool last = (flags & Packet.EndOfMessage) != 0;
            bool rightSize = payloadLength == _unit || (last && payloadLength < _unit);
            if (!rightSize || Packet.Sequence(flags) != _sequence || _deadline.HasPassed)
            {
                Drop();
                return false;
            }

            return true;
        }
    }
}
