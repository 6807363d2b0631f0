// SPDX-License-Identifier: MIT
// One node of the tree that Init runs: a component, or a subsystem, which has children instead of code. It is made when the
// configuration is read and stays; what comes and goes with its instances is behind it.

namespace Wardstone.Runtime
{
    /// <summary>A child of Init.</summary>
    public sealed class Child
    {
        internal Child(Child parent, ChildConfig config)
        {
            Parent = parent;
            Config = config;
        }

        /// <summary>Its path: "tpm", or "subsystem/tpm".</summary>
        public string Name { get; internal set; }

        /// <summary>The name of its binary; "init" for a subsystem.</summary>
        public string BinaryName => Config.BinaryName;

        /// <summary>Whether it has children instead of code.</summary>
        public bool IsSubsystem => Config.Binary == null;

        /// <summary>Its stanza in the configuration: from its `+ start` to the node that follows, in bytes.</summary>
        public int StanzaStart { get; internal set; }

        /// <inheritdoc cref="StanzaStart"/>
        public int StanzaLength { get; internal set; }

        /// <summary>The next in the order of the configuration, in which a subsystem comes before its children; null after the last.</summary>
        public Child Next { get; internal set; }

        /// <summary>The subsystem that it is in; null at the top.</summary>
        public Child Parent { get; }

        public ChildState State { get; internal set; }

        /// <summary>How many times it was restarted.</summary>
        public int Restarts { get; internal set; }

        /// <summary>Why its last instance that ended did.</summary>
        public FaultCause Fault { get; internal set; }

        internal ChildConfig Config { get; }
    }
}
