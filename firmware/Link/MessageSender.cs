// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.Link
{
    /// <summary>Splits messages into packets, frames them and writes them to the line, one frame a write.</summary>
    public sealed class MessageSender
    {
        private readonly ICharDevice _terminal;
        private readonly byte[] _packet = new byte[Packet.MaxSize];
        private readonly byte[] _frame = new byte[SerialFraming.MaxFrame];

        public MessageSender(ICharDevice terminal) => _terminal = terminal;

        /// <summary>Sends one message.</summary>
        /// <param name="message">Its bytes, the type byte first; at least one.</param>
        /// <param name="destination">Endpoint it goes to.</param>
        /// <param name="source">Endpoint it comes from.</param>
        /// <param name="tag">Message tag, with <see cref="Packet.TagOwner"/> set for a request.</param>
        /// <param name="timeoutMs">Bound on the wait for room, for each packet.</param>
        /// <returns>As the line gave it. After a failure the rest is not sent, and the receiver drops what came.</returns>
        public IoStatus Send(SpanByte message, byte destination, byte source, byte tag, int timeoutMs)
        {
            byte flags = (byte)(tag | Packet.StartOfMessage);
            int sequence = 0;
            for (int offset = 0; offset < message.Length; offset += Packet.MaxPayload)
            {
                int count = message.Length - offset;
                if (count <= Packet.MaxPayload)
                {
                    flags |= Packet.EndOfMessage;
                }
                else
                {
                    count = Packet.MaxPayload;
                }

                Packet.PutHeader(_packet, destination, source, flags, sequence++);
                message.Slice(offset, count).CopyTo(new SpanByte(_packet, Packet.HeaderSize, count));
                int length = SerialFraming.Encode(new SpanByte(_packet, 0, Packet.HeaderSize + count), _frame);
                IoStatus status = _terminal.Write(new SpanByte(_frame, 0, length), timeoutMs);
                if (status != IoStatus.Ok)
                {
                    return status;
                }

                flags = tag;
            }

            return IoStatus.Ok;
        }
    }
}
