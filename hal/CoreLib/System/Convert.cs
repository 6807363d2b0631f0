// SPDX-License-Identifier: MIT
namespace System
{
    public static class Convert
    {
        public static bool ToBoolean(byte value) => value != 0;

        public static byte ToByte(bool value) => (byte)(value ? 1 : 0);

        public static char ToChar(ushort value) => (char)value;

        public static byte ToByte(string value, int fromBase = 10)
            => fromBase == 10 ? byte.Parse(value) : (byte)FromHexadecimal(value, fromBase, byte.MaxValue);

        public static ushort ToUInt16(string value, int fromBase = 10)
            => fromBase == 10 ? ushort.Parse(value) : (ushort)FromHexadecimal(value, fromBase, ushort.MaxValue);

        public static uint ToUInt32(string value, int fromBase = 10)
            => fromBase == 10 ? uint.Parse(value) : (uint)FromHexadecimal(value, fromBase, uint.MaxValue);

        public static ulong ToUInt64(string value, int fromBase = 10)
            => fromBase == 10 ? ulong.Parse(value) : FromHexadecimal(value, fromBase, ulong.MaxValue);

        public static sbyte ToSByte(string value, int fromBase = 10)
            => fromBase == 10 ? sbyte.Parse(value) : (sbyte)FromHexadecimal(value, fromBase, byte.MaxValue);

        public static short ToInt16(string value, int fromBase = 10)
            => fromBase == 10 ? short.Parse(value) : (short)FromHexadecimal(value, fromBase, ushort.MaxValue);

        public static int ToInt32(string value, int fromBase = 10)
            => fromBase == 10 ? int.Parse(value) : (int)FromHexadecimal(value, fromBase, uint.MaxValue);

        public static long ToInt64(string value, int fromBase = 10)
            => fromBase == 10 ? long.Parse(value) : (long)FromHexadecimal(value, fromBase, ulong.MaxValue);

        // Base 16, with or without 0x.
        private static ulong FromHexadecimal(string text, int fromBase, ulong highest)
        {
            if (fromBase != 16)
            {
                throw new ArgumentException();
            }

            int i = text.StartsWith("0x") || text.StartsWith("0X") ? 2 : 0;
            if (i == text.Length)
            {
                throw new FormatException();
            }

            ulong value = 0;
            for (; i < text.Length; i++)
            {
                int digit = DigitOf(text[i]);
                if (digit < 0)
                {
                    throw new FormatException();
                }

                if (value > highest >> 4)
                {
                    throw new OverflowException();
                }

                value = (value << 4) | (uint)digit;
            }

            return value;
        }

        private static int DigitOf(char c)
        {
            int lower = c | 0x20;
            return (uint)(c - '0') <= 9 ? c - '0' : (uint)(lower - 'a') <= 5 ? lower - 'a' + 10 : -1;
        }
    }
}
