// SPDX-License-Identifier: MIT
using System;
using System.Runtime.CompilerServices;

namespace Wardstone.Tests.Portable
{
    /// <summary>Bytes as text, for vectors and for what a failed test shows.</summary>
    public static class Hex
    {
        private const string Digits = "0123456789abcdef";

        /// <summary>The bytes of pairs of digits; blanks between the pairs do not count.</summary>
        public static byte[] Bytes(string text)
        {
            int digits = 0;
            for (int i = 0; i < text.Length; i++)
            {
                digits += text[i] == ' ' ? 0 : 1;
            }

            byte[] bytes = new byte[digits / 2];
            int n = 0;
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] != ' ')
                {
                    bytes[n / 2] = (byte)((bytes[n / 2] << 4) | Digits.IndexOf(text[i]));
                    n++;
                }
            }

            return bytes;
        }

        /// <summary>The low bytes of the characters.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static byte[] Ascii(string text)
        {
            byte[] bytes = new byte[text.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)text[i];
            }

            return bytes;
        }

        /// <summary>Lower-case pairs of digits with a blank between them.</summary>
        public static string Text(SpanByte bytes)
        {
            string text = "";
            for (int i = 0; i < bytes.Length; i++)
            {
                text += (i == 0 ? "" : " ") + Digits[bytes[i] >> 4] + Digits[bytes[i] & 15];
            }

            return text;
        }
    }
}
