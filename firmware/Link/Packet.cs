// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Link
{
    /// <summary>
    /// The MCTP packet (DSP0236, 8.1): header version, destination, source, then SOM, EOM, sequence number, tag owner and tag
    /// in one byte, then 1 to 64 bytes of payload (the baseline transmission unit, 8.3; no larger one is ever negotiated).
    /// </summary>
    public static class Packet
    {
        public const int HeaderSize = 4;
        public const int MaxPayload = 64;
        public const int MinSize = HeaderSize + 1;
        public const int MaxSize = HeaderSize + MaxPayload;

        public const byte HeaderVersion = 0x01;
        public const byte StartOfMessage = 0x80;
        public const byte EndOfMessage = 0x40;
        public const byte TagOwner = 0x08;
        public const byte TagMask = 0x07;

        /// <summary>Whoever is at the other end of the wire (DSP0236, 8.2): for an endpoint without an id, or before it is known.</summary>
        public const byte NullEndpoint = 0x00;

        /// <summary>The packet sequence number, 0 to 3.</summary>
        public static int Sequence(byte flags) => (flags >> 4) & 3;

        /// <summary>Writes the header.</summary>
        public static void PutHeader(SpanByte packet, byte destination, byte source, byte flags, int sequence)
        {
            packet[0] = HeaderVersion;
            packet[1] = destination;
            packet[2] = source;
            packet[3] = (byte)(flags | ((sequence & 3) << 4));
        }
    }
}
