// SPDX-License-Identifier: MIT
namespace Wardstone.Runtime.Hid
{
    /// <summary>Where a node stands, for a reader that is to read it alone. From <see cref="HidReader.Mark"/>.</summary>
    public sealed class HidBookmark
    {
        internal HidBookmark(int position, int line, int column)
        {
            Position = position;
            Line = line;
            Column = column;
        }

        internal int Position { get; }

        internal int Line { get; }

        internal int Column { get; }
    }
}
