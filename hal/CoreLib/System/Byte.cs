// SPDX-License-Identifier: MIT
namespace System
{
    public struct Byte
    {
        public const byte MaxValue = 255;
        public const byte MinValue = 0;

        private readonly byte _value;

        /// <exception cref="FormatException">Not a decimal number, with or without a sign and blanks around it.</exception>
        public static byte Parse(string s) => (byte)Number.Parse(s, 0, MaxValue);

        /// <summary>Takes what Parse takes; false and 0 where that throws.</summary>
        public static bool TryParse(string s, out byte result)
        {
            bool parsed = Number.TryParse(s, 0, MaxValue, out ulong bits) == Number.ParseStatus.Ok;
            result = (byte)bits;
            return parsed;
        }

        public override string ToString() => Number.ToDecimal(_value);

        /// <param name="format">"D" or "X" with or without a least number of digits, "x" for lower case, or "G".</param>
        /// <exception cref="FormatException">Another format.</exception>
        public string ToString(string format) => Number.Format((ulong)_value, 8, format);
    }
}
