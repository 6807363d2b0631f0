// SPDX-License-Identifier: MIT
// Numbers to and from little-endian bytes.

namespace System
{
    public static class BitConverter
    {
        public static bool IsLittleEndian => true;

        public static byte[] GetBytes(bool value) => new byte[] { (byte)(value ? 1 : 0) };

        public static byte[] GetBytes(char value) => Bytes(value, 2);

        public static byte[] GetBytes(short value) => Bytes((ulong)value, 2);

        public static byte[] GetBytes(ushort value) => Bytes(value, 2);

        public static byte[] GetBytes(int value) => Bytes((ulong)value, 4);

        public static byte[] GetBytes(uint value) => Bytes(value, 4);

        public static byte[] GetBytes(long value) => Bytes((ulong)value, 8);

        public static byte[] GetBytes(ulong value) => Bytes(value, 8);

        public static bool ToBoolean(byte[] value, int index) => Value(value, index, 1) != 0;

        public static char ToChar(byte[] value, int index) => (char)Value(value, index, 2);

        public static short ToInt16(byte[] value, int index) => (short)Value(value, index, 2);

        public static ushort ToUInt16(byte[] value, int index) => (ushort)Value(value, index, 2);

        public static int ToInt32(byte[] value, int index) => (int)Value(value, index, 4);

        public static uint ToUInt32(byte[] value, int index) => (uint)Value(value, index, 4);

        public static long ToInt64(byte[] value, int index) => (long)Value(value, index, 8);

        public static ulong ToUInt64(byte[] value, int index) => Value(value, index, 8);

        public static string ToString(byte[] value) => ToString(value, 0, value.Length);

        public static string ToString(byte[] value, int startIndex) => ToString(value, startIndex, value.Length - startIndex);

        /// <summary>"0A-1B-2C".</summary>
        public static string ToString(byte[] value, int index, int length)
        {
            if (index < 0 || length < 0 || index > value.Length - length)
            {
                throw new ArgumentOutOfRangeException();
            }

            char[] text = new char[length == 0 ? 0 : (length * 3) - 1];
            for (int i = 0; i < length; i++)
            {
                int b = value[index + i];
                text[i * 3] = Digit(b >> 4);
                text[(i * 3) + 1] = Digit(b & 15);
                if (i < length - 1)
                {
                    text[(i * 3) + 2] = '-';
                }
            }

            return new string(text);
        }

        private static char Digit(int value) => (char)(value < 10 ? '0' + value : 'A' - 10 + value);

        private static byte[] Bytes(ulong value, int count)
        {
            byte[] bytes = new byte[count];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)(value >> (8 * i));
            }

            return bytes;
        }

        private static ulong Value(byte[] bytes, int index, int count)
        {
            if ((uint)index >= (uint)bytes.Length)
            {
                throw new ArgumentOutOfRangeException();
            }

            if (index > bytes.Length - count)
            {
                throw new ArgumentException();
            }

            ulong value = 0;
            for (int i = count - 1; i >= 0; i--)
            {
                value = (value << 8) | bytes[index + i];
            }

            return value;
        }
    }
}
