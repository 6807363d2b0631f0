// SPDX-License-Identifier: MIT
// Reads an image's component table (hal/Build/ImageTool/ComponentTable.cs): entries of a binary's name, ASCII padded with NUL, and the
// SHA-256 of the IL that it was compiled from.

using Wardstone.Runtime;

namespace Wardstone.MeasuredBoot
{
    /// <summary>The digests of an image's binaries.</summary>
    public static class ComponentTable
    {
        /// <summary>Bytes of a name's field; a name is shorter.</summary>
        public const int NameSize = 24;

        /// <summary>Bytes of an entry.</summary>
        public const int EntrySize = NameSize + PcrPlan.CodeDigestSize;

        /// <summary>Finds a binary.</summary>
        /// <returns>Where its digest begins in the table; -1 if the image has no such binary.</returns>
        public static int Find(IRomSession table, string binary)
        {
            for (int entry = 0; entry + EntrySize <= table.Length; entry += EntrySize)
            {
                if (IsName(table, entry, binary))
                {
                    return entry + NameSize;
                }
            }

            return -1;
        }

        private static bool IsName(IRomSession table, int entry, string binary)
        {
            for (int i = 0; i < NameSize; i++)
            {
                if (table.Bytes(entry + i, 1)[0] != (i < binary.Length ? binary[i] : 0))
                {
                    return false;
                }
            }

            return binary.Length < NameSize;
        }
    }
}
