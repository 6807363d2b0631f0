// SPDX-License-Identifier: MIT
// Integers to text and back. Floats: see Single.cs.

namespace System
{
    internal static unsafe class Number
    {
        private const int MostDigits = 20;

        public enum ParseStatus
        {
            Ok,
            Null,
            Malformed,
            Overflow,
        }

        public static string ToDecimal(int value)
            => value < 0 ? Decimal((uint)-value, 1, true) : Decimal((uint)value, 1, false);

        public static string ToDecimal(uint value) => Decimal(value, 1, false);

        public static string ToDecimal(long value)
            => value < 0 ? Decimal((ulong)-value, 1, true) : Decimal((ulong)value, 1, false);

        public static string ToDecimal(ulong value) => Decimal(value, 1, false);

        public static string Format(long value, int bits, string format)
        {
            char kind = Kind(format, out int digits);
            if (kind == 'D')
            {
                return value < 0 ? Decimal((ulong)-value, digits, true) : Decimal((ulong)value, digits, false);
            }

            return Hexadecimal((ulong)value & (ulong.MaxValue >> (64 - bits)), digits, kind);
        }

        public static string Format(ulong value, int bits, string format)
        {
            char kind = Kind(format, out int digits);
            return kind == 'D' ? Decimal(value, digits, false) : Hexadecimal(value, digits, kind);
        }

        /// <summary>Parses a decimal number.</summary>
        /// <param name="text">Blanks, a sign, digits, blanks.</param>
        /// <param name="lowest">The magnitude of the type's least value; 0 for unsigned types.</param>
        /// <param name="highest">The type's greatest value.</param>
        /// <param name="bits">The number in two's complement; 0 on failure.</param>
        public static ParseStatus TryParse(string text, ulong lowest, ulong highest, out ulong bits)
        {
            bits = 0;
            if (text == null)
            {
                return ParseStatus.Null;
            }

            int i = 0;
            int end = text.Length;
            while (i < end && Char.IsWhiteSpace(text[i]))
            {
                i++;
            }

            while (end > i && Char.IsWhiteSpace(text[end - 1]))
            {
                end--;
            }

            bool negative = i < end && text[i] == '-';
            if (i < end && (text[i] == '-' || text[i] == '+'))
            {
                i++;
            }

            if (i == end)
            {
                return ParseStatus.Malformed;
            }

            ulong limit = negative ? lowest : highest;
            ulong value = 0;
            bool fits = true;
            for (; i < end; i++)
            {
                uint digit = (uint)text[i] - '0';
                if (digit > 9)
                {
                    return ParseStatus.Malformed;
                }

                fits &= value <= 1844674407370955161 && value * 10 <= ulong.MaxValue - digit;
                value = (value * 10) + digit;
                fits &= value <= limit;
            }

            if (!fits)
            {
                return ParseStatus.Overflow;
            }

            bits = negative ? 0 - value : value;
            return ParseStatus.Ok;
        }

        public static ulong Parse(string text, ulong lowest, ulong highest)
            => TryParse(text, lowest, highest, out ulong bits) switch
            {
                ParseStatus.Ok => bits,
                ParseStatus.Null => throw new ArgumentNullException(),
                ParseStatus.Overflow => throw new OverflowException(),
                _ => throw new FormatException(),
            };

        /// <summary>Takes "X4" apart.</summary>
        /// <returns>'D', 'X' or 'x'.</returns>
        private static char Kind(string format, out int digits)
        {
            digits = 1;
            if (format == null || format.Length == 0 || format == "G")
            {
                return 'D';
            }

            char kind = format[0] == 'd' ? 'D' : format[0];
            if (kind != 'D' && kind != 'X' && kind != 'x')
            {
                throw new FormatException();
            }

            int count = 0;
            for (int i = 1; i < format.Length; i++)
            {
                uint digit = (uint)format[i] - '0';
                if (digit > 9 || i > 2)
                {
                    throw new FormatException();
                }

                count = (count * 10) + (int)digit;
            }

            digits = count > 1 ? count : 1;
            return kind;
        }

        private static string Decimal(ulong value, int digits, bool negative)
        {
            char* buffer = stackalloc char[MostDigits];
            int start = MostDigits;
            // 64-bit division is a call; most numbers are done with it after one turn.
            while (value > uint.MaxValue)
            {
                ulong quotient = value / 10;
                buffer[--start] = (char)('0' + (uint)(value - (quotient * 10)));
                value = quotient;
            }

            uint rest = (uint)value;
            while (rest != 0)
            {
                uint quotient = rest / 10;
                buffer[--start] = (char)('0' + (rest - (quotient * 10)));
                rest = quotient;
            }

            return Compose(buffer, start, digits, negative);
        }

        private static string Hexadecimal(ulong value, int digits, char kind)
        {
            char* buffer = stackalloc char[MostDigits];
            int start = MostDigits;
            int letter = kind - ('X' - 'A') - 10;
            for (; value != 0; value >>= 4)
            {
                int digit = (int)value & 15;
                buffer[--start] = (char)(digit < 10 ? '0' + digit : letter + digit);
            }

            return Compose(buffer, start, digits, false);
        }

        // [-] then zeros up to `digits`, then the digits that lie at the end of the buffer.
        private static string Compose(char* buffer, int start, int digits, bool negative)
        {
            int count = MostDigits - start;
            int zeros = digits > count ? digits - count : 0;
            string text = String.Allocate((negative ? 1 : 0) + zeros + count);
            fixed (char* first = text)
            {
                char* p = first;
                if (negative)
                {
                    *p++ = '-';
                }

                for (; zeros > 0; zeros--)
                {
                    *p++ = '0';
                }

                for (; start < MostDigits; start++)
                {
                    *p++ = buffer[start];
                }
            }

            return text;
        }
    }
}
