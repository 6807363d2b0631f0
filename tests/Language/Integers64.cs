// SPDX-License-Identifier: MIT
// 64 bits: what the processor has no instruction for.

using System;

namespace Wardstone.Tests.Language
{
    internal static class Integers64
    {
        private static long s_zero;

        public static void Run()
        {
            long[] values =
            {
                0, 1, -1, 2, -2, 10, -10, 0xFFFFFFFF, -0xFFFFFFFFL, 0x100000000, -0x100000000, 1234567890123456789,
                -1234567890123456789, long.MaxValue, long.MinValue + 1, long.MinValue,
            };
            foreach (long value in values)
            {
                long sum = 0;
                foreach (long other in values)
                {
                    sum = (sum * 31) + value + other;
                    sum = (sum * 31) + (value - other);
                    sum = (sum * 31) + (value * other);
                    sum = (sum * 31) + (value < other ? 1 : 0) + ((ulong)value < (ulong)other ? 2 : 0);
                    sum ^= (value & other) + (value | ~other);
                    if (other != 0 && !(value == long.MinValue && other == -1))
                    {
                        sum = (sum * 31) + (value / other);
                        sum = (sum * 31) + (value % other);
                        sum = (sum * 31) + (long)((ulong)value / (ulong)other);
                        sum = (sum * 31) + (long)((ulong)value % (ulong)other);
                    }
                }

                Suite.Line("long " + value, sum);
                Suite.Line("ulong " + (ulong)value, (ulong)value / 10);
                Suite.Line("narrows", (int)value + (short)value + (byte)value);
            }

            foreach (int count in new[] { 0, 1, 31, 32, 33, 63, 64, -1 })
            {
                int by = count + (int)s_zero;
                Suite.Line("left " + count, 0x123456789ABCDEF1 << by);
                Suite.Line("right " + count, long.MinValue >> by);
                Suite.Line("right unsigned " + count, 0xFEDCBA9876543210 >> by);
            }

            Suite.Line("mixed", (int)s_zero - 1 + 0x100000000);
            Suite.Line("product", 4000000000u * (ulong)(4000000000u + s_zero));
            Suite.Line("signed product", -2000000000 * (2000000000L + s_zero));
            try
            {
                Suite.Line("quotient", 5 / s_zero);
            }
            catch (Exception)
            {
                Suite.Line("quotient", "throws");
            }

            try
            {
                Suite.Line("remainder", 5ul % (ulong)s_zero);
            }
            catch (Exception)
            {
                Suite.Line("remainder", "throws");
            }

            ulong a = 1;
            ulong b = 1;
            for (int i = 0; i < 90; i++)
            {
                ulong c = a + b;
                a = b;
                b = c;
            }

            Suite.Line("fibonacci", b);
            ulong crc = 0;
            for (int i = 0; i < 1000; i++)
            {
                crc = (crc << 1) ^ ((crc >> 63) != 0 ? 0x42F0E1EBA9EA3693ul : 0ul) ^ (ulong)i;
            }

            Suite.Line("crc", crc);
        }
    }
}
