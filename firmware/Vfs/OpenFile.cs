// SPDX-License-Identifier: MIT
using Wardstone.Runtime;

namespace Wardstone.Vfs
{
    /// <summary>A place in a client's table of open files. To nodes it says who asks; they may keep it until they are told that it is
    /// closed.</summary>
    public sealed class OpenFile
    {
        internal OpenFile(string client) => Client = client;

        /// <summary>The client's name.</summary>
        public string Client { get; }

        /// <summary>Where in a continuous file the next byte is read or written, where in a directory the next entry.</summary>
        public int Position { get; internal set; }

        /// <summary>What is submitted when the file changes; null unless it is watched.</summary>
        internal Signal Signal { get; set; }

        /// <summary>The next one that watches the same node.</summary>
        internal OpenFile NextWatching { get; set; }

        /// <summary>What was kept for it was given up, and it is to be told.</summary>
        internal bool IsInterrupted { get; set; }

        /// <summary>What the client knows it by; 0 while the place is free.</summary>
        internal int Number { get; set; }

        internal Node Node { get; set; }

        /// <summary>Of the node when it was opened.</summary>
        internal int Generation { get; set; }

        internal FileKind Kind { get; set; }

        internal OpenMode Mode { get; set; }

        /// <summary>Of a directory: where in the client's policy it is.</summary>
        internal Access Access { get; set; }
    }
}
