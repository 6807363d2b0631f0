// SPDX-License-Identifier: MIT
// What a path may look like, as IFileSystemSession says. A path is looked at as a whole before any part of it is looked up, so what
// walks along one needs no checks of its own, and there is no name that could lead upwards.

using System;
using Wardstone.Runtime;

namespace Wardstone.Vfs
{
    internal static class FilePath
    {
        /// <summary>Whether it is "/", or "/" and a name, again and again.</summary>
        public static bool IsGood(SpanByte path)
        {
            if (path.IsEmpty || path.Length > FileStatus.MaxPath || path[0] != '/')
            {
                return false;
            }

            bool good = true;
            for (int at = 1; good && at < path.Length;)
            {
                int end = End(path, at);
                good = IsName(path.Slice(at, end - at)) && end != path.Length - 1;
                at = end + 1;
            }

            return good;
        }

        /// <summary>Whether a file may be called so.</summary>
        public static bool IsName(SpanByte name)
        {
            bool dots = name.Length <= 2;
            for (int i = 0; i < name.Length; i++)
            {
                if (name[i] < ' ' || name[i] > '~' || name[i] == '/')
                {
                    return false;
                }

                dots &= name[i] == '.';
            }

            return !dots && name.Length <= FileStatus.MaxName;
        }

        /// <summary>Where the name that starts at <paramref name="at"/> ends.</summary>
        public static int End(SpanByte path, int at)
        {
            int end = at;
            while (end < path.Length && path[end] != '/')
            {
                end++;
            }

            return end;
        }
    }
}
