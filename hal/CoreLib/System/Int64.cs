// SPDX-License-Identifier: MIT
namespace System
{
    public struct Int64
    {
        public const long MaxValue = 9223372036854775807;
        public const long MinValue = -9223372036854775808;

        private readonly long _value;

        /// <exception cref="FormatException">Not a decimal number, with or without a sign and blanks around it.</exception>
        public static long Parse(string s) => (long)Number.Parse(s, (ulong)1 << 63, (ulong)MaxValue);

        /// <summary>Takes what Parse takes; false and 0 where that throws.</summary>
        public static bool TryParse(string s, out long result)
        {
            bool parsed = Number.TryParse(s, (ulong)1 << 63, (ulong)MaxValue, out ulong bits) == Number.ParseStatus.Ok;
            result = (long)bits;
            return parsed;
        }

        public override string ToString() => Number.ToDecimal(_value);

        /// <param name="format">"D" or "X" with or without a least number of digits, "x" for lower case, or "G".</param>
        /// <exception cref="FormatException">Another format.</exception>
        public string ToString(string format) => Number.Format((long)_value, 64, format);
    }
}
