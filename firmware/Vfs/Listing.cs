// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.Vfs
{
    /// <summary>What of a directory one client sees.</summary>
    internal static class Listing
    {
        /// <summary>Counts the entries, if it is a directory. What cannot be asked just now is none.</summary>
        public static int Count(Policy policy, Node node, Access access)
        {
            int count = 0;
            Directory directory = node as Directory;
            for (int i = 0; directory != null && i < directory.Slots; i++)
            {
                count += Entry(policy, directory, i, access, out _, out _) == IoStatus.Ok ? 1 : 0;
            }

            return count;
        }

        /// <summary>Gives an entry.</summary>
        /// <param name="number">Of those that the client sees, from 0.</param>
        /// <returns>Ok, with no name after the last; TooLong if the name does not fit; what went wrong as the entry was asked.</returns>
        public static IoStatus At(
            Policy policy, Directory directory, Access access, int number, SpanByte name, out int length, out FileStatus status)
        {
            int before = number;
            for (int i = 0; i < directory.Slots; i++)
            {
                IoStatus result = Entry(policy, directory, i, access, out Access entry, out status);
                if (result == IoStatus.NotPresent || before-- > 0)
                {
                    continue;
                }

                Node node = directory.At(i);
                length = 0;
                if (result == IoStatus.Ok && node.Name.Length > name.Length)
                {
                    result = IoStatus.TooLong;
                }

                if (result == IoStatus.Ok)
                {
                    node.Name.CopyTo(name);
                    length = node.Name.Length;
                    status.Size += Count(policy, node, entry);
                }

                return result;
            }

            length = 0;
            status = default;
            return IoStatus.Ok;
        }

        private static IoStatus Entry(
            Policy policy, Directory directory, int slot, Access access, out Access entry, out FileStatus status)
        {
            Node node = directory.At(slot);
            entry = access;
            if (node != null)
            {
                policy.Enter(ref entry, node.Name);
            }

            return Lookup.Describe(policy, node, entry, out status);
        }
    }
}
