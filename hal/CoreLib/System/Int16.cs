// SPDX-License-Identifier: MIT
namespace System
{
    public struct Int16
    {
        public const short MaxValue = 32767;
        public const short MinValue = -32768;

        private readonly short _value;

        /// <exception cref="FormatException">Not a decimal number, with or without a sign and blanks around it.</exception>
        public static short Parse(string s) => (short)Number.Parse(s, (ulong)1 << 15, (ulong)MaxValue);

        /// <summary>Takes what Parse takes; false and 0 where that throws.</summary>
        public static bool TryParse(string s, out short result)
        {
            bool parsed = Number.TryParse(s, (ulong)1 << 15, (ulong)MaxValue, out ulong bits) == Number.ParseStatus.Ok;
            result = (short)bits;
            return parsed;
        }

        public override string ToString() => Number.ToDecimal(_value);

        /// <param name="format">"D" or "X" with or without a least number of digits, "x" for lower case, or "G".</param>
        /// <exception cref="FormatException">Another format.</exception>
        public string ToString(string format) => Number.Format((long)_value, 16, format);
    }
}
