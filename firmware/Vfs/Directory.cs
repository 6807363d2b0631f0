// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Vfs
{
    /// <summary>A node with others in it. The session lists and looks up; who may see what is not its business.</summary>
    public abstract class Directory : Node
    {
        protected Directory(byte[] name)
            : base(name)
        {
        }

        /// <summary>How many places for nodes it has.</summary>
        public abstract int Slots { get; }

        /// <returns>null: an empty place.</returns>
        public abstract Node At(int slot);

        /// <returns>null if there is none of this name.</returns>
        public Node Find(SpanByte name)
        {
            for (int i = 0; i < Slots; i++)
            {
                Node node = At(i);
                if (node != null && HidText.Same(node.Name, name))
                {
                    return node;
                }
            }

            return null;
        }

        /// <summary>Makes an empty file.</summary>
        /// <param name="name">A good one, and not there yet.</param>
        public virtual IoStatus Create(SpanByte name, out Node node)
        {
            node = null;
            return IoStatus.Denied;
        }

        /// <param name="node">One of its files.</param>
        public virtual IoStatus Remove(Node node) => IoStatus.Denied;

        /// <inheritdoc/>
        /// <remarks>The session fills in how many entries its client sees.</remarks>
        public override IoStatus Describe(out FileStatus status)
        {
            status = new FileStatus { Kind = FileKind.Directory, IsReadable = true };
            return IoStatus.Ok;
        }
    }
}
