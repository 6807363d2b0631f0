// SPDX-License-Identifier: MIT
// Why a configuration is refused. Whoever finds something says it here and returns false all the way up.

using Wardstone.Runtime.Hid;

namespace Wardstone.Runtime
{
    /// <summary>Line and column of a node, from 1.</summary>
    internal sealed class Place
    {
        public Place(HidReader reader)
        {
            Line = reader.Line;
            Column = reader.Column;
        }

        public int Line { get; }

        public int Column { get; }
    }

    internal sealed class Refusal
    {
        /// <summary>Where and why; empty if nothing was refused.</summary>
        public string Reason { get; private set; } = "";

        /// <returns>false, for the caller to return.</returns>
        public bool At(int line, int column, string reason)
        {
            Reason = "init.hid line " + line + ", column " + column + ": " + reason;
            return false;
        }

        /// <inheritdoc cref="At(int, int, string)"/>
        public bool At(Place place, string reason) => At(place.Line, place.Column, reason);

        /// <inheritdoc cref="At(int, int, string)"/>
        public bool At(HidReader reader, string reason) => At(reader.Line, reader.Column, reason);

        /// <summary>What was read is not known here.</summary>
        /// <returns>false, for the caller to return.</returns>
        public bool Unexpected(HidReader reader, HidToken token) => At(reader, HidErrorWords.Unexpected(reader, token));
    }
}
