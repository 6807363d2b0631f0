// SPDX-License-Identifier: MIT
// What readers of a HID configuration ask of tags and values. Nothing here looks at a text's structure.

using System;

namespace Wardstone.Runtime.Hid
{
    /// <summary>Comparisons and conversions of tags and values.</summary>
    public static class HidText
    {
        /// <summary>Whether <paramref name="text"/> is exactly the ASCII string <paramref name="word"/>.</summary>
        public static bool Is(SpanByte text, string word)
        {
            if (text.Length != word.Length)
            {
                return false;
            }

            for (int i = 0; i < word.Length; i++)
            {
                if (text[i] != word[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Whether the two hold the same bytes.</summary>
        public static bool Same(SpanByte a, SpanByte b)
        {
            if (a.Length != b.Length)
            {
                return false;
            }

            for (int i = 0; i < a.Length; i++)
            {
                if (a[i] != b[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>A copy as a string, a character a byte.</summary>
        public static string String(SpanByte text)
        {
            char[] characters = new char[text.Length];
            for (int i = 0; i < characters.Length; i++)
            {
                characters[i] = (char)text[i];
            }

            return new string(characters);
        }

        /// <summary>Reads "yes" or "no". False: it is neither.</summary>
        public static bool TryFlag(SpanByte text, out bool flag)
        {
            flag = Is(text, "yes");
            return flag || Is(text, "no");
        }

        /// <summary>Reads a number, decimal or with 0x. False: it is none, or above <paramref name="most"/>.</summary>
        /// <param name="most">Largest number allowed; at most 0x07FFFFFF, so that nothing here can overflow.</param>
        public static bool TryNumber(SpanByte text, int most, out int number)
        {
            number = 0;
            bool hex = text.Length > 2 && text[0] == '0' && text[1] == 'x';
            int first = hex ? 2 : 0;
            for (int i = first; i < text.Length; i++)
            {
                int b = text[i];
                int digit = b >= '0' && b <= '9' ? b - '0' : hex && b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
                number = (number * (hex ? 16 : 10)) + digit;
                if (digit < 0 || number > most)
                {
                    number = 0;
                    return false;
                }
            }

            return text.Length > first;
        }

        /// <summary>Reads a number that has a lower bound too.</summary>
        /// <inheritdoc cref="TryNumber(SpanByte, int, out int)"/>
        public static bool TryNumber(SpanByte text, int least, int most, out int number) =>
            TryNumber(text, most, out number) && number >= least;

        /// <summary>Reads a number of bytes: decimal or with 0x, or decimal with K (1024) or M (1024 K) behind it.</summary>
        /// <param name="most">As with <see cref="TryNumber(SpanByte, int, out int)"/>.</param>
        public static bool TrySize(SpanByte text, int most, out int size)
        {
            int last = text.Length > 1 ? text[text.Length - 1] : 0;
            int unit = last == 'K' ? 1024 : last == 'M' ? 1024 * 1024 : 1;
            SpanByte digits = unit == 1 ? text : text.Slice(0, text.Length - 1);
            bool isRead = TryNumber(digits, most / unit, out size);
            size *= unit;
            return isRead;
        }
    }
}
