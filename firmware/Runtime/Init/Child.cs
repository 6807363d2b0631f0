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

        /// <summary>The next in the order of the configuration, a subsystem before its children; null after the last.</summary>
        public Child Next { get; internal set; }

        /// <summary>The subsystem that it is in; null at the top.</summary>
        public Child Parent { get; }

        public ChildState State { get; internal set; }

        /// <summary>How many times it was restarted.</summary>
        public int Restarts { get; internal set; }

        /// <summary>Why its last instance that ended did.</summary>
        public FaultCause Fault { get; internal set; }

        internal ChildConfig Config { get; }

        /// <summary>Longest time that a call of it may take, in milliseconds, with the longest that it may make itself.</summary>
        internal long CallMs { get; set; }

        internal Domain Domain { get; set; }

        internal EntryPortal Entry { get; set; }

        /// <summary>null if it has none.</summary>
        internal ComponentThread Thread { get; set; }

        internal ComponentEnv Env { get; set; }

        /// <summary>Restarts without having run for long in between.</summary>
        internal int RestartsInRow { get; set; }

        /// <summary>Since when it runs.</summary>
        internal long StartedMs { get; set; }

        /// <summary>When its back-off is over.</summary>
        internal long DueMs { get; set; }

        /// <summary>When its next heartbeat is sent.</summary>
        internal long BeatMs { get; set; }

        /// <summary>Heartbeats in a row that it did not answer.</summary>
        internal int Skipped { get; set; }

        /// <summary>The components that it may call.</summary>
        internal Dependency Dependencies { get; set; }

        /// <summary>Whether it has its place in the order of start.</summary>
        internal bool IsOrdered { get; set; }

        /// <summary>The component that is started after it.</summary>
        internal Child NextToStart { get; set; }

        /// <summary>Bytes of stack that a call of it takes, with the deepest that it may make itself.</summary>
        internal int CallStack { get; set; }

        /// <summary>How many components such a call is inside of at most.</summary>
        internal int CallDepth { get; set; }

        /// <summary>Whether it is this subsystem, or in it.</summary>
        internal bool IsWithin(Child subsystem)
        {
            Child child = this;
            while (child != null && child != subsystem)
            {
                child = child.Parent;
            }

            return child != null;
        }

        internal bool HasThread => Config.Priority != ChildConfig.NoThread;

        /// <summary>Bytes of stack of its own thread.</summary>
        internal int ThreadStack => StackPlan.ThreadBase + CallStack;
    }
}
