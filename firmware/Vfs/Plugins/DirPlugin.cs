// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime.Hid;

namespace Wardstone.Vfs
{
    /// <summary>dir: a directory with what stands inside. The root is one too.</summary>
    /// <remarks>
    /// dir NAME
    ///   + PLUGIN NAME ...      at most 24 of all kinds
    /// </remarks>
    public sealed class DirPlugin : Plugin
    {
        private const int MaxEntries = 24;

        private readonly Node[] _entries = new Node[MaxEntries];
        private int _count;

        /// <inheritdoc/>
        protected override string SubNode(HidReader config)
        {
            Plugin plugin = Plugins.Create(config.Tag);
            if (plugin == null)
            {
                return "there is no plugin of this name";
            }

            string problem = plugin.Read(Mounts, config);
            return problem.Length == 0 ? Add(plugin.Made) : problem;
        }

        /// <inheritdoc/>
        protected override string Make()
        {
            Node[] entries = new Node[_count];
            Array.Copy(_entries, entries, _count);
            Made = new FixedDirectory(Name, entries);
            return "";
        }

        private string Add(Node node)
        {
            if (node.Name.IsEmpty)
            {
                return "a file needs a name";
            }

            for (int i = 0; i < _count; i++)
            {
                if (HidText.Same(_entries[i].Name, node.Name))
                {
                    return "there is a file of this name already";
                }
            }

            if (_count == MaxEntries)
            {
                return "a directory has at most 24 entries";
            }

            _entries[_count] = node;
            _count++;
            return "";
        }

        private sealed class FixedDirectory : Directory
        {
            private readonly Node[] _entries;

            public FixedDirectory(byte[] name, Node[] entries)
                : base(name) => _entries = entries;

            public override int Slots => _entries.Length;

            public override Node At(int slot) => _entries[slot];
        }
    }
}
