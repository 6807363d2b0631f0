// SPDX-License-Identifier: MIT
// New strings from old ones.

using System.Runtime.CompilerServices;

namespace System
{
    public sealed unsafe partial class String
    {
        public static string Concat(string str0, string str1)
        {
            int length0 = LengthOf(str0);
            string text = Allocate(length0 + LengthOf(str1));
            Put(str0, text, 0);
            Put(str1, text, length0);
            return text;
        }

        public static string Concat(string str0, string str1, string str2)
        {
            int length0 = LengthOf(str0);
            int length1 = LengthOf(str1);
            string text = Allocate(length0 + length1 + LengthOf(str2));
            Put(str0, text, 0);
            Put(str1, text, length0);
            Put(str2, text, length0 + length1);
            return text;
        }

        public static string Concat(string str0, string str1, string str2, string str3)
            => Concat(Concat(str0, str1), Concat(str2, str3));

        public static string Concat(params string[] values)
        {
            int length = 0;
            foreach (string value in values)
            {
                length += LengthOf(value);
            }

            string text = Allocate(length);
            int index = 0;
            foreach (string value in values)
            {
                Put(value, text, index);
                index += LengthOf(value);
            }

            return text;
        }

        public static string Concat(object arg0) => TextOf(arg0);

        public static string Concat(object arg0, object arg1) => Concat(TextOf(arg0), TextOf(arg1));

        public static string Concat(object arg0, object arg1, object arg2) => Concat(TextOf(arg0), TextOf(arg1), TextOf(arg2));

        public static string Concat(params object[] args)
        {
            string[] texts = new string[args.Length];
            for (int i = 0; i < args.Length; i++)
            {
                texts[i] = TextOf(args[i]);
            }

            return Concat(texts);
        }

        public string Substring(int startIndex) => Substring(startIndex, Length - startIndex);

        public string Substring(int startIndex, int length)
        {
            CheckRange(startIndex, length);
            if (length == Length)
            {
                return this;
            }

            string text = Allocate(length);
            Copy(ref Unsafe.Add(ref _firstChar, startIndex), ref text._firstChar, length);
            return text;
        }

        public string PadLeft(int totalWidth, char paddingChar)
            => totalWidth <= Length ? this : Concat(Ctor(paddingChar, totalWidth - Length), this);

        public string PadRight(int totalWidth, char paddingChar)
            => totalWidth <= Length ? this : Concat(this, Ctor(paddingChar, totalWidth - Length));

        public string Trim() => Trim(null, true, true);

        public string Trim(params char[] trimChars) => Trim(trimChars, true, true);

        public string TrimStart(params char[] trimChars) => Trim(trimChars, true, false);

        public string TrimEnd(params char[] trimChars) => Trim(trimChars, false, true);

        /// <summary>A to Z only.</summary>
        public string ToLower()
        {
            string text = Allocate(Length);
            for (int i = 0; i < text.Length; i++)
            {
                Unsafe.Add(ref text._firstChar, i) = Char.ToLower(this[i]);
            }

            return text;
        }

        /// <summary>a to z only.</summary>
        public string ToUpper()
        {
            string text = Allocate(Length);
            for (int i = 0; i < text.Length; i++)
            {
                Unsafe.Add(ref text._firstChar, i) = Char.ToUpper(this[i]);
            }

            return text;
        }

        public string[] Split(params char[] separator) => Split(separator, int.MaxValue);

        /// <summary>The parts between separators, at most <paramref name="count"/>: the last then holds all the rest.</summary>
        /// <param name="separator">Each of these separates; none means blanks.</param>
        /// <param name="count">0 or more.</param>
        public string[] Split(char[] separator, int count)
        {
            if (count < 0)
            {
                throw new ArgumentOutOfRangeException();
            }

            int parts = 1;
            for (int i = 0; i < Length && parts < count; i++)
            {
                parts += IsSeparator(this[i], separator) ? 1 : 0;
            }

            string[] result = new string[count == 0 ? 0 : parts];
            int start = 0;
            for (int n = 0; n < result.Length; n++)
            {
                int end = start;
                while (end < Length && (n == result.Length - 1 || !IsSeparator(this[end], separator)))
                {
                    end++;
                }

                result[n] = Substring(start, end - start);
                start = end + 1;
            }

            return result;
        }

        /// <summary>null, because only literals are shared and nobody keeps a list of them.</summary>
        public static string IsInterned(string str) => null;

        public static string Intern(string str) => str;

        /// <summary>What concatenation and Format show of an object.</summary>
        internal static string TextOf(object value) => value == null ? Empty : value.ToString() ?? Empty;

        private static bool IsSeparator(char c, char[] separator)
            => separator == null || separator.Length == 0 ? Char.IsWhiteSpace(c) : IsAny(c, separator);

        private string Trim(char[] trimChars, bool atStart, bool atEnd)
        {
            int start = 0;
            int end = Length;
            while (atStart && start < end && IsSeparator(this[start], trimChars))
            {
                start++;
            }

            while (atEnd && start < end && IsSeparator(this[end - 1], trimChars))
            {
                end--;
            }

            return Substring(start, end - start);
        }

        private static int LengthOf(string value) => value == null ? 0 : value.Length;

        private static void Put(string part, string into, int index)
        {
            if (part != null)
            {
                Copy(ref part._firstChar, ref Unsafe.Add(ref into._firstChar, index), part.Length);
            }
        }

        private static void Copy(ref char source, ref char destination, int count)
            => SpanHelpers.Memmove(ref Unsafe.As<char, byte>(ref destination), ref Unsafe.As<char, byte>(ref source), (nuint)count * 2);
    }
}
