// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>What a path leads to, and what may be done with it.</summary>
    public enum FileKind
    {
        /// <summary>Nothing; the value of a status that was not filled in.</summary>
        None = 0,

        Directory,

        /// <summary>Contents with a size and positions.</summary>
        Continuous,

        /// <summary>Bytes that come and go: a device without positions.</summary>
        Stream,

        /// <summary>Takes a request, gives its response.</summary>
        Transactional,
    }

    /// <summary>How to open a file. Neither Read nor Write: only to watch it.</summary>
    [Flags]
    public enum OpenMode
    {
        Read = 1,
        Write = 2,
        Create = 4,
        Truncate = 8,
    }

    /// <summary>Of a file, for the client that asks.</summary>
    public struct FileStatus
    {
        /// <summary>Longest name of a file, and longest path, in bytes.</summary>
        public const int MaxName = 31;

        /// <inheritdoc cref="MaxName"/>
        public const int MaxPath = 127;

        public FileKind Kind;

        /// <summary>Whether this client may read it, and write it.</summary>
        public bool IsReadable;

        /// <inheritdoc cref="IsReadable"/>
        public bool IsWritable;

        /// <summary>Bytes of a continuous file; entries of a directory, as this client sees it; 0 else.</summary>
        public int Size;

        /// <summary>Another one after each change of the content, where changes are known; else 0.</summary>
        public int Version;
    }
}
