// SPDX-License-Identifier: MIT
namespace System
{
    public struct Int32
    {
        public const int MaxValue = 2147483647;
        public const int MinValue = -2147483648;

        private readonly int _value;

        /// <exception cref="FormatException">Not a decimal number, with or without a sign and blanks around it.</exception>
        public static int Parse(string s) => (int)Number.Parse(s, (ulong)1 << 31, (ulong)MaxValue);

        /// <summary>Takes what Parse takes; false and 0 where that throws.</summary>
        public static bool TryParse(string s, out int result)
        {
            bool parsed = Number.TryParse(s, (ulong)1 << 31, (ulong)MaxValue, out ulong bits) == Number.ParseStatus.Ok;
            result = (int)bits;
            return parsed;
        }

        public override string ToString() => Number.ToDecimal(_value);

        /// <param name="format">"D" or "X" with or without a least number of digits, "x" for lower case, or "G".</param>
        /// <exception cref="FormatException">Another format.</exception>
        public string ToString(string format) => Number.Format((long)_value, 32, format);
    }
}
