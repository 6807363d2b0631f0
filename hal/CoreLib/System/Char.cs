// SPDX-License-Identifier: MIT
namespace System
{
    public struct Char
    {
        public const char MaxValue = '\uffff';
        public const char MinValue = '\0';

        private readonly char _value;

        /// <summary>Of A to Z only.</summary>
        public char ToLower() => ToLower(_value);

        /// <summary>Of a to z only.</summary>
        public char ToUpper() => ToUpper(_value);

        public override string ToString() => new string(_value, 1);

        internal static char ToLower(char c) => (uint)(c - 'A') <= 'Z' - 'A' ? (char)(c | 0x20) : c;

        internal static char ToUpper(char c) => (uint)(c - 'a') <= 'z' - 'a' ? (char)(c & ~0x20) : c;

        /// <summary>The blanks that Trim and the parsers skip: the ASCII ones.</summary>
        internal static bool IsWhiteSpace(char c) => c == ' ' || (uint)(c - '\t') <= '\r' - '\t';
    }
}
