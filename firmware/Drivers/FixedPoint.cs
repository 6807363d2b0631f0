// SPDX-License-Identifier: MIT
// Measured values as text, without floating point: what a sensor counts is a whole number of some decimal fraction of its unit.

using System;
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>Decimal numbers with a fixed number of digits after the point.</summary>
    public static class FixedPoint
    {
        /// <summary>Puts one line, "-0.0625 C" and its end for -625 and 4 decimals.</summary>
        /// <param name="buffer">Where it goes.</param>
        /// <param name="value">In units of 1 / 10 to the power of <paramref name="decimals"/>.</param>
        /// <param name="decimals">Digits after the point, 1 to 9.</param>
        /// <param name="unit">ASCII.</param>
        /// <param name="count">Bytes of the line; 0 unless the status is Ok.</param>
        /// <returns>Ok; TooLong if it does not fit.</returns>
        public static IoStatus PutLine(SpanByte buffer, int value, int decimals, string unit, out int count)
        {
            uint magnitude = value < 0 ? 0u - (uint)value : (uint)value;
            int digits = 1;
            for (uint rest = magnitude / 10; rest != 0 || digits <= decimals; rest /= 10)
            {
                digits++;
            }

            int number = (value < 0 ? 1 : 0) + digits + 1;
            int length = number + 1 + unit.Length + 1;
            count = length <= buffer.Length ? length : 0;
            if (count == 0)
            {
                return IoStatus.TooLong;
            }

            if (value < 0)
            {
                buffer[0] = (byte)'-';
            }

            for (int i = 0, at = number - 1; i < digits; i++, magnitude /= 10)
            {
                if (i == decimals)
                {
                    buffer[at--] = (byte)'.';
                }

                buffer[at--] = (byte)('0' + (magnitude % 10));
            }

            buffer[number] = (byte)' ';
            for (int i = 0; i < unit.Length; i++)
            {
                buffer[number + 1 + i] = (byte)unit[i];
            }

            buffer[length - 1] = (byte)'\n';
            return IoStatus.Ok;
        }
    }
}
