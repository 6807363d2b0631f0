// SPDX-License-Identifier: MIT
// Finding characters and strings in a string. -1 means not found.

namespace System
{
    public sealed unsafe partial class String
    {
        public bool Contains(string value) => IndexOf(value) >= 0;

        public bool StartsWith(string value) => value.Length <= Length && Same(this, 0, value);

        public bool EndsWith(string value) => value.Length <= Length && Same(this, Length - value.Length, value);

        public int IndexOf(char value) => IndexOf(value, 0, Length);

        public int IndexOf(char value, int startIndex) => IndexOf(value, startIndex, Length - startIndex);

        public int IndexOf(char value, int startIndex, int count)
        {
            CheckRange(startIndex, count);
            for (int i = startIndex; i < startIndex + count; i++)
            {
                if (this[i] == value)
                {
                    return i;
                }
            }

            return -1;
        }

        public int IndexOf(string value) => IndexOf(value, 0, Length);

        public int IndexOf(string value, int startIndex) => IndexOf(value, startIndex, Length - startIndex);

        public int IndexOf(string value, int startIndex, int count)
        {
            CheckRange(startIndex, count);
            for (int i = startIndex; i <= startIndex + count - value.Length; i++)
            {
                if (Same(this, i, value))
                {
                    return i;
                }
            }

            return -1;
        }

        public int IndexOfAny(char[] anyOf) => IndexOfAny(anyOf, 0, Length);

        public int IndexOfAny(char[] anyOf, int startIndex) => IndexOfAny(anyOf, startIndex, Length - startIndex);

        public int IndexOfAny(char[] anyOf, int startIndex, int count)
        {
            CheckRange(startIndex, count);
            for (int i = startIndex; i < startIndex + count; i++)
            {
                if (IsAny(this[i], anyOf))
                {
                    return i;
                }
            }

            return -1;
        }

        public int LastIndexOf(char value) => LastIndexOf(value, Length - 1, Length);

        public int LastIndexOf(char value, int startIndex) => LastIndexOf(value, startIndex, startIndex + 1);

        /// <summary>Searches <paramref name="count"/> characters backwards from <paramref name="startIndex"/>.</summary>
        public int LastIndexOf(char value, int startIndex, int count)
        {
            CheckRange(startIndex - count + 1, count);
            for (int i = startIndex; i > startIndex - count; i--)
            {
                if (this[i] == value)
                {
                    return i;
                }
            }

            return -1;
        }

        public int LastIndexOf(string value) => LastIndexOf(value, Length - 1, Length);

        public int LastIndexOf(string value, int startIndex) => LastIndexOf(value, startIndex, startIndex + 1);

        /// <summary>
        /// The last place where <paramref name="value"/> lies wholly within the <paramref name="count"/> characters that end at
        /// <paramref name="startIndex"/>.
        /// </summary>
        public int LastIndexOf(string value, int startIndex, int count)
        {
            int first = startIndex - count + 1;
            CheckRange(first, count);
            for (int i = startIndex - value.Length + 1; i >= first; i--)
            {
                if (Same(this, i, value))
                {
                    return i;
                }
            }

            return -1;
        }

        public int LastIndexOfAny(char[] anyOf) => LastIndexOfAny(anyOf, Length - 1, Length);

        public int LastIndexOfAny(char[] anyOf, int startIndex) => LastIndexOfAny(anyOf, startIndex, startIndex + 1);

        public int LastIndexOfAny(char[] anyOf, int startIndex, int count)
        {
            CheckRange(startIndex - count + 1, count);
            for (int i = startIndex; i > startIndex - count; i--)
            {
                if (IsAny(this[i], anyOf))
                {
                    return i;
                }
            }

            return -1;
        }

        private static bool IsAny(char c, char[] anyOf)
        {
            foreach (char candidate in anyOf)
            {
                if (c == candidate)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
