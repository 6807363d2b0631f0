// SPDX-License-Identifier: MIT
// CRC-16 with the polynomial x^16 + x^12 + x^5 + 1, least significant bit first: the link checksum of a TPM on I2C
// (PC Client PTP, TPM_DATA_CSUM: start value 0) and of MCTP over serial (DSP0253: start value FFFF). It finds transmission
// errors; it protects against nobody.

using System;
using System.Runtime.CompilerServices;

namespace Wardstone.Runtime
{
    /// <summary>A cyclic redundancy check of 16 bits, of polynomial 0x8408 in its reflected form.</summary>
    public static class Crc16
    {
        /// <summary>The register after one more byte.</summary>
        /// <remarks>
        /// The polynomial has so few terms that eight steps fold into a few shifts; a table of 512 bytes takes as many
        /// instructions (x holds what the eight steps feed back).
        /// </remarks>
        [MethodImpl((MethodImplOptions)256)]
        public static int Append(int crc, byte value)
        {
            int x = (crc ^ value) & 0xFF;
            x = (x ^ (x << 4)) & 0xFF;
            return (crc >> 8) ^ (x << 8) ^ (x << 3) ^ (x >> 4);
        }

        /// <summary>The register after all of <paramref name="data"/>, from a start value of 0.</summary>
        public static int Of(SpanByte data)
        {
            int crc = 0;
            for (; data.Length >= 4; data = data.Slice(4))
            {
                uint x = (((uint)data[3] << 24) | ((uint)data[2] << 16) | ((uint)data[1] << 8) | data[0]) ^ (uint)crc;
                crc = AfterWord(x);
            }

            for (int i = 0; i < data.Length; i++)
            {
                crc = Append(crc, data[i]);
            }

            return crc;
        }

        // What 32 steps feed back is x / (1 + z^4 + z^11 + z^16) modulo z^32, z being a shift to the left. Squared three times
        // that divisor is 1, so to divide by it is to multiply by it, its square and its fourth power.
        [MethodImpl((MethodImplOptions)256)]
        private static int AfterWord(uint x)
        {
            x ^= x << 16;
            x ^= (x << 8) ^ (x << 22);
            x ^= (x << 4) ^ (x << 11) ^ (x << 16);
            return (int)((x >> 16) ^ (x >> 21) ^ (x >> 28));
        }
    }
}
