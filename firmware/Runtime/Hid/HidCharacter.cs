// SPDX-License-Identifier: MIT
// Which bytes may stand in HID text. Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above 10FFFF.

using System;

namespace Wardstone.Runtime.Hid
{
    internal static class HidCharacter
    {
        /// <summary>Length in bytes of the printable character at <paramref name="position"/>; 0 if there is none.</summary>
        public static int Length(SpanByte text, int position)
        {
            int first = text[position];
            if (first < 0x80)
            {
                return first < 0x20 || first == 0x7F ? 0 : 1;
            }

            int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
            if (length == 0 || position + length > text.Length)
            {
                return 0;
            }

            int code = first & (0x7F >> length);
            for (int i = 1; i < length; i++)
            {
                int next = text[position + i];
                if ((next & 0xC0) != 0x80)
                {
                    return 0;
                }

                code = (code << 6) | (next & 0x3F);
            }

            // The least code of each length, above the C1 controls for length 2.
            int least = length == 2 ? 0xA0 : length == 3 ? 0x800 : 0x10000;
            bool surrogate = code >= 0xD800 && code <= 0xDFFF;
            return code < least || code > 0x10FFFF || surrogate ? 0 : length;
        }

        /// <summary>Whether a type or tag may start with it.</summary>
        public static bool StartsTag(int b) => b >= 'a' && b <= 'z';

        /// <summary>Whether a type or tag may go on with it.</summary>
        public static bool ContinuesTag(int b) => StartsTag(b) || (b >= '0' && b <= '9') || b == '_' || b == '-';
    }
}
