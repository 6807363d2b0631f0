// SPDX-License-Identifier: MIT
// Walks along a path, for one client: a name at a time, and no further than the client may see. So it makes no difference to a client
// whether something is not there or not for it.

using System;
using Wardstone.Runtime;

namespace Wardstone.Vfs
{
    /// <summary>Where a path led to; of use until the next one.</summary>
    internal sealed class Lookup
    {
        private readonly Policy _policy;
        private Access _access;
        private FileStatus _status;

        public Lookup(Policy policy) => _policy = policy;

        /// <summary>null unless the status was Ok.</summary>
        public Node Node { get; private set; }

        /// <summary>The directory that it is in, or would be in; null for "/" and where the way there is not.</summary>
        public Directory Parent { get; private set; }

        /// <summary>Where in the policy it is.</summary>
        public Access Access => _access;

        /// <summary>For this client. Of a directory without its size.</summary>
        public FileStatus Status => _status;

        /// <param name="nameAt">Where the last name of the path starts.</param>
        /// <returns>BadName, NotADirectory; NotPresent, with a Parent if it is the last name that is not there.</returns>
        public IoStatus Find(SpanByte path, out int nameAt)
        {
            nameAt = 1;
            Parent = null;
            Node = null;
            if (!FilePath.IsGood(path))
            {
                return IoStatus.BadName;
            }

            _access = _policy.Start();
            IoStatus status = Look(_policy.Root);
            for (int end = 0; status == IoStatus.Ok && end + 1 < path.Length;)
            {
                Parent = Node as Directory;
                if (Parent == null)
                {
                    Node = null;
                    return IoStatus.NotADirectory;
                }

                nameAt = end + 1;
                end = FilePath.End(path, nameAt);
                SpanByte name = path.Slice(nameAt, end - nameAt);
                _policy.Enter(ref _access, name);
                status = Look(Parent.Find(name));
                Parent = status == IoStatus.NotPresent && end < path.Length ? null : Parent;
            }

            return status;
        }

        private IoStatus Look(Node node)
        {
            IoStatus status = Describe(_policy, node, _access, out _status);
            Node = status == IoStatus.Ok ? node : null;
            return status;
        }

        /// <summary>What a node is for a client.</summary>
        /// <returns>NotPresent also where the policy hides it.</returns>
        public static IoStatus Describe(Policy policy, Node node, Access access, out FileStatus status)
        {
            if (node == null || !policy.IsVisible(node, access))
            {
                status = default;
                return IoStatus.NotPresent;
            }

            IoStatus result = node.Describe(out status);
            status.IsWritable &= policy.IsWritable(access);
            return result;
        }
    }
}
