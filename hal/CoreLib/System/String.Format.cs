// SPDX-License-Identifier: MIT
// Composite formatting: {index[,width][:format]}, {{ and }}. Interpolated strings come here too.

using System.Runtime.CompilerServices;

namespace System
{
    public sealed unsafe partial class String
    {
        /// <exception cref="FormatException">The format is malformed, or names an argument that is not there.</exception>
        public static string Format(string format, params object[] args)
        {
            string result = Empty;
            int i = 0;
            int literal = 0;
            while (i < format.Length)
            {
                char c = format[i++];
                if (c != '{' && c != '}')
                {
                    continue;
                }

                bool doubled = i < format.Length && format[i] == c;
                result = Concat(result, format.Substring(literal, i - literal - (doubled ? 0 : 1)));
                if (doubled)
                {
                    i++;
                }
                else if (c == '}')
                {
                    throw new FormatException();
                }
                else
                {
                    result = Concat(result, FormatItem(format, ref i, args));
                }

                literal = i;
            }

            return Concat(result, format.Substring(literal));
        }

        // What stands between the braces; leaves `i` behind the closing one.
        private static string FormatItem(string format, ref int i, object[] args)
        {
            int index = Digits(format, ref i);
            int width = 0;
            bool left = false;
            if (CharAt(format, i) == ',')
            {
                i++;
                while (CharAt(format, i) == ' ')
                {
                    i++;
                }

                left = CharAt(format, i) == '-';
                i += left ? 1 : 0;
                width = Digits(format, ref i);
            }

            string itemFormat = null;
            if (CharAt(format, i) == ':')
            {
                int start = ++i;
                while (CharAt(format, i) != '}')
                {
                    i++;
                }

                itemFormat = format.Substring(start, i - start);
            }

            if (CharAt(format, i++) != '}' || index >= args.Length)
            {
                throw new FormatException();
            }

            string text = TextOf(args[index], itemFormat);
            return left ? text.PadRight(width, ' ') : text.PadLeft(width, ' ');
        }

        private static string TextOf(object value, string format)
        {
            if (format == null)
            {
                return TextOf(value);
            }

            return value switch
            {
                int number => number.ToString(format),
                uint number => number.ToString(format),
                byte number => number.ToString(format),
                ushort number => number.ToString(format),
                short number => number.ToString(format),
                sbyte number => number.ToString(format),
                long number => number.ToString(format),
                ulong number => number.ToString(format),
                IFormattable formattable => formattable.ToString(format, null),
                _ => TextOf(value),
            };
        }

        private static int Digits(string format, ref int i)
        {
            int start = i;
            int value = 0;
            for (uint digit; (digit = (uint)CharAt(format, i) - '0') <= 9 && value < 100000; i++)
            {
                value = (value * 10) + (int)digit;
            }

            return i > start ? value : throw new FormatException();
        }

        private static char CharAt(string format, int i) => i < format.Length ? format[i] : throw new FormatException();
    }
}
