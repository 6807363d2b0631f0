// SPDX-License-Identifier: MIT
// 8, 16 and 32 bits: wrap-around, shifts, division, conversions.

using System;

namespace Wardstone.Tests.Language
{
    internal static class Integers
    {
        private static int s_zero;

        public static void Run()
        {
            int max = int.MaxValue - s_zero;
            int min = int.MinValue + s_zero;
            uint umax = uint.MaxValue - (uint)s_zero;
            Suite.Line("int wraps", max + 1);
            Suite.Line("int negates", -min);
            Suite.Line("int times", max * max);
            Suite.Line("uint wraps", umax + 1u);
            Suite.Line("uint times", umax * umax);
            Suite.Line("byte wraps", (byte)(byte.MaxValue + 1 + s_zero));
            Suite.Line("sbyte wraps", (sbyte)(sbyte.MaxValue + 1 + s_zero));
            Suite.Line("short wraps", (short)(short.MaxValue + 1 + s_zero));
            Suite.Line("ushort wraps", (ushort)(ushort.MinValue - 1 + s_zero));

            int[] counts = { 0, 1, 31, 32, 33, -1 };
            foreach (int count in counts)
            {
                Suite.Line("shift left " + count, 0x12345679 << (count + s_zero));
                Suite.Line("shift right " + count, min >> (count + s_zero));
                Suite.Line("shift right unsigned " + count, 0x87654321u >> (count + s_zero));
            }

            int[] values = { 0, 1, -1, 7, -7, 10, -10, 1000, int.MaxValue, int.MinValue + 1, int.MinValue };
            int[] divisors = { 1, 2, -2, 3, 7, -7, 10, 16, 1000, int.MaxValue, int.MinValue };
            foreach (int value in values)
            {
                int sum = 0;
                foreach (int divisor in divisors)
                {
                    sum = (sum * 31) + (value / divisor);
                    sum = (sum * 31) + (value % divisor);
                    sum = (sum * 31) + (int)((uint)value / (uint)divisor);
                    sum = (sum * 31) + (int)((uint)value % (uint)divisor);
                }

                Suite.Line("divisions of " + value, sum);
                Suite.Line("by constants", (value / 10) + (value % 10) + (value / 3) + (value % 8) + (value / -5) + (int)((uint)value / 7));
            }

            Suite.Line("compare signed", min < s_zero);
            Suite.Line("compare unsigned", (uint)min < 1u);
            Suite.Line("sign extends", (sbyte)(0x80 + s_zero));
            Suite.Line("zero extends", (byte)(0x180 + s_zero));
            Suite.Line("char", (char)('a' + 1 + s_zero));
            Suite.Line("bits", (min | 5) ^ (max & ~3));
            Suite.Line("rotate", Rotate(0x80000001u, 4));
            Suite.Line("swap", Swap(0x12345678u));
            int i = 5;
            i += i++ + ++i;
            Suite.Line("increments", i);
            i <<= 2;
            i ^= 0x55;
            i %= 13;
            Suite.Line("compound", i);
            Division();
        }

        private static void Division()
        {
            foreach (int divisor in new[] { 2, 0 })
            {
                try
                {
                    Suite.Line("quotient", 100 / divisor);
                }
                catch (Exception)
                {
                    Suite.Line("quotient", "throws");
                }

                try
                {
                    Suite.Line("remainder", 101u % (uint)divisor);
                }
                catch (Exception)
                {
                    Suite.Line("remainder", "throws");
                }
            }
        }

        private static uint Rotate(uint value, int count) => (value >> count) | (value << (32 - count));

        private static uint Swap(uint value)
        {
            value = ((value >> 8) & 0x00FF00FF) | ((value & 0x00FF00FF) << 8);
            return (value >> 16) | (value << 16);
        }
    }
}
