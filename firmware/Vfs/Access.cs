// SPDX-License-Identifier: MIT
namespace Wardstone.Vfs
{
    /// <summary>How far a policy's rules fit the path walked so far. A value, so that an open directory can keep it in place of its
    /// path. Only <see cref="Policy"/> looks inside.</summary>
    internal struct Access
    {
        /// <summary>Bit n: the path of rule n starts with the path so far.</summary>
        public int Candidates;

        /// <summary>Bytes of the path so far; 0 for "/".</summary>
        public int Length;

        /// <summary>The rule with the longest path that the path so far starts with; -1 if there is none.</summary>
        public int Rule;
    }
}
