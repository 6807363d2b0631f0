// SPDX-License-Identifier: MIT
// What one client may see and do: rules for paths as the client sees them, of which the longest that fits decides. Where none fits
// nothing is there. The rules are followed a name at a time, as the path is.

using System;
using Wardstone.Runtime.Hid;

namespace Wardstone.Vfs
{
    /// <summary>The rules for one client, by its name. Default: deny.</summary>
    internal sealed class Policy
    {
        /// <summary>Most rules of a client; a bit each in <see cref="Access.Candidates"/>.</summary>
        public const int MaxRules = 16;

        // Without the slash at the end, so "/" is empty.
        private readonly byte[][] _paths = new byte[MaxRules][];
        private readonly bool[] _allows = new bool[MaxRules];
        private readonly bool[] _writes = new bool[MaxRules];
        private int _count;

        public Policy(string client, Directory root)
        {
            Client = client;
            Root = root;
        }

        public string Client { get; }

        /// <summary>What the client knows as "/".</summary>
        public Directory Root { get; }

        /// <summary>Adds a rule.</summary>
        /// <param name="path">A good one.</param>
        /// <returns>What is wrong; empty if nothing is.</returns>
        public string Add(SpanByte path, bool allows, bool writes)
        {
            if (_count == MaxRules)
            {
                return "a policy has at most 16 rules";
            }

            SpanByte kept = path.Length == 1 ? SpanByte.Empty : path;
            for (int i = 0; i < _count; i++)
            {
                if (HidText.Same(_paths[i], kept))
                {
                    return "there is a rule for this path already";
                }
            }

            _paths[_count] = kept.ToArray();
            _allows[_count] = allows;
            _writes[_count] = writes;
            _count++;
            return "";
        }

        /// <summary>At "/".</summary>
        public Access Start()
        {
            Access access = new Access { Candidates = (1 << _count) - 1, Rule = -1 };
            for (int i = 0; i < _count; i++)
            {
                access.Rule = _paths[i].Length == 0 ? i : access.Rule;
            }

            return access;
        }

        /// <summary>A name further.</summary>
        public void Enter(ref Access access, SpanByte name)
        {
            int end = access.Length + 1 + name.Length;
            for (int i = 0; i < _count; i++)
            {
                int bit = 1 << i;
                if ((access.Candidates & bit) == 0)
                {
                    continue;
                }

                byte[] path = _paths[i];
                bool fits = path.Length >= end && HidText.Same(new SpanByte(path, access.Length + 1, name.Length), name)
                    && (path.Length == end || path[end] == '/');
                access.Candidates = fits ? access.Candidates : access.Candidates & ~bit;
                access.Rule = fits && path.Length == end ? i : access.Rule;
            }

            access.Length = end;
        }

        public bool IsAllowed(Access access) => access.Rule >= 0 && _allows[access.Rule];

        public bool IsWritable(Access access) => access.Rule >= 0 && _writes[access.Rule];

        /// <summary>Whether it is there for the client: it is allowed, or a directory on the way to something that is.</summary>
        public bool IsVisible(Node node, Access access) => IsAllowed(access) || (node is Directory && LeadsOn(access));

        private bool LeadsOn(Access access)
        {
            for (int i = 0; i < _count; i++)
            {
                if ((access.Candidates & (1 << i)) != 0 && _allows[i] && _paths[i].Length > access.Length)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
