// SPDX-License-Identifier: MIT
namespace System
{
    public struct UInt32
    {
        public const uint MaxValue = 4294967295;
        public const uint MinValue = 0;

        private readonly uint _value;

        /// <exception cref="FormatException">Not a decimal number, with or without a sign and blanks around it.</exception>
        public static uint Parse(string s) => (uint)Number.Parse(s, 0, MaxValue);

        /// <summary>Takes what Parse takes; false and 0 where that throws.</summary>
        public static bool TryParse(string s, out uint result)
        {
            bool parsed = Number.TryParse(s, 0, MaxValue, out ulong bits) == Number.ParseStatus.Ok;
            result = (uint)bits;
            return parsed;
        }

        public override string ToString() => Number.ToDecimal(_value);

        /// <param name="format">"D" or "X" with or without a least number of digits, "x" for lower case, or "G".</param>
        /// <exception cref="FormatException">Another format.</exception>
        public string ToString(string format) => Number.Format((ulong)_value, 32, format);
    }
}
