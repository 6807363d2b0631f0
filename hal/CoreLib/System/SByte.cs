// SPDX-License-Identifier: MIT
namespace System
{
    public struct SByte
    {
        public const sbyte MaxValue = 127;
        public const sbyte MinValue = -128;

        private readonly sbyte _value;

        /// <exception cref="FormatException">Not a decimal number, with or without a sign and blanks around it.</exception>
        public static sbyte Parse(string s) => (sbyte)Number.Parse(s, (ulong)1 << 7, (ulong)MaxValue);

        /// <summary>Takes what Parse takes; false and 0 where that throws.</summary>
        public static bool TryParse(string s, out sbyte result)
        {
            bool parsed = Number.TryParse(s, (ulong)1 << 7, (ulong)MaxValue, out ulong bits) == Number.ParseStatus.Ok;
            result = (sbyte)bits;
            return parsed;
        }

        public override string ToString() => Number.ToDecimal(_value);

        /// <param name="format">"D" or "X" with or without a least number of digits, "x" for lower case, or "G".</param>
        /// <exception cref="FormatException">Another format.</exception>
        public string ToString(string format) => Number.Format((long)_value, 8, format);
    }
}
