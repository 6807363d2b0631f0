// SPDX-License-Identifier: MIT
// The frame of DSP0253 (MCTP serial transport binding), table 1:
//
//   7E | revision 01 | byte count | packet, escaped | FCS high | FCS low | 7E
//
// The FCS is RFC 1662's 16-bit one over revision, count and the packet before escaping, sent as it stands in the
// register (not complemented), high byte first. Only the packet is escaped, the FCS is not: the standard's text can be
// read either way, and this is what Linux (mctp-serial) and OpenBMC (libmctp) put on the wire.

using System;
using System.Runtime.CompilerServices;
using Wardstone.Runtime;

namespace Wardstone.Link
{
    /// <summary>Constants and arithmetic of the serial frame.</summary>
    public static class SerialFraming
    {
        public const byte Flag = 0x7E;
        public const byte Escape = 0x7D;
        public const byte Revision = 0x01;

        /// <summary>What an escaped byte is combined with by exclusive or.</summary>
        public const byte EscapeMask = 0x20;

        /// <summary>Start value of the FCS.</summary>
        public const ushort FcsStart = 0xFFFF;

        /// <summary>Largest frame: every byte of the largest packet escaped.</summary>
        public const int MaxFrame = (2 * Packet.MaxSize) + 6;

        /// <summary>The FCS after one more byte.</summary>
        [MethodImpl((MethodImplOptions)256)]
        public static ushort Fcs(ushort fcs, byte value) => (ushort)Crc16.Append(fcs, value);

        /// <summary>Puts one packet into a frame.</summary>
        /// <param name="packet">Header and payload, at most <see cref="Packet.MaxSize"/> bytes.</param>
        /// <param name="frame">At least <see cref="MaxFrame"/> bytes.</param>
        /// <returns>Bytes of the frame.</returns>
        public static int Encode(SpanByte packet, SpanByte frame)
        {
            frame[0] = Flag;
            frame[1] = Revision;
            frame[2] = (byte)packet.Length;
            ushort fcs = Fcs(Fcs(FcsStart, Revision), (byte)packet.Length);
            int n = 3;
            for (int i = 0; i < packet.Length; i++)
            {
                byte value = packet[i];
                fcs = Fcs(fcs, value);
                if (value == Flag || value == Escape)
                {
                    frame[n++] = Escape;
                    value ^= EscapeMask;
                }

                frame[n++] = value;
            }

            frame[n] = (byte)(fcs >> 8);
            frame[n + 1] = (byte)fcs;
            frame[n + 2] = Flag;
            return n + 3;
        }
    }
}
