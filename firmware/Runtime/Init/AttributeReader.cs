// SPDX-License-Identifier: MIT
// Values of attributes in init.hid. Each method reads the one that the reader stands at, or says why it cannot.

using System;
using Wardstone.Runtime.Hid;

namespace Wardstone.Runtime
{
    internal static class AttributeReader
    {
        /// <summary>Longest name of a child, a binary or a service, and longest label.</summary>
        public const int MaxText = 63;

        private const int MostBytes = 0x07000000;

        public static bool TryNumber(HidReader reader, Refusal refusal, int least, int most, ref int number)
        {
            if (HidText.TryNumber(reader.Value, least, most, out int value))
            {
                number = value;
                return true;
            }

            return refusal.At(reader, Tag(reader) + " is a number from " + least + " to " + most);
        }

        public static bool TrySize(HidReader reader, Refusal refusal, out int bytes) =>
            (HidText.TrySize(reader.Value, MostBytes, out bytes) && bytes > 0)
            || refusal.At(reader, Tag(reader) + " is a number of bytes, such as 8192 or 8K");

        /// <summary>A label: what is printable, in ASCII.</summary>
        public static bool TryLabel(HidReader reader, Refusal refusal, out string label)
        {
            SpanByte value = reader.Value;
            bool isLabel = value.Length <= MaxText;
            for (int i = 0; i < value.Length; i++)
            {
                isLabel &= value[i] <= '~';
            }

            label = isLabel ? HidText.String(value) : "";
            return isLabel || refusal.At(reader, Tag(reader) + " is at most 63 printable ASCII characters");
        }

        /// <summary>A name of a child, a binary or a service.</summary>
        public static bool TryName(HidReader reader, Refusal refusal, out string name)
        {
            SpanByte value = reader.Value;
            bool isName = value.Length > 0 && value.Length <= MaxText;
            for (int i = 0; i < value.Length; i++)
            {
                int b = value[i];
                isName &= (b >= 'A' && b <= 'Z') || HidCharacter.ContinuesTag(b);
            }

            name = isName ? HidText.String(value) : null;
            return isName || refusal.At(reader, Tag(reader) + " is at most 63 letters, digits, '_' or '-'");
        }

        private static string Tag(HidReader reader) => "'" + HidText.String(reader.Tag) + "'";
    }
}
