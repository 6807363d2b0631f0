// SPDX-License-Identifier: MIT
// What a `start` node says, with the defaults of what it does not say. README.md has it as a table.

using Wardstone.Runtime.Hid;

namespace Wardstone.Runtime
{
    internal sealed class ChildConfig
    {
        /// <summary>The binary that is no component but a subsystem: children of its own.</summary>
        public const string SubsystemBinary = "init";

        public const int MaxPriority = 7;

        /// <summary>What stands for a priority where there is none: no thread either.</summary>
        public const int NoThread = -1;

        /// <summary>Bytes of stack where no `stack` is said; enough for a throw and for small calls.</summary>
        public const int DefaultStack = 2048;

        public const int DefaultLimitMs = 1000;

        public ChildConfig(Place place) => Place = place;

        public Place Place { get; }

        /// <summary>Name among the children beside it.</summary>
        public string Name { get; set; }

        public string BinaryName { get; set; }

        /// <summary>null for a subsystem.</summary>
        public Binary Binary { get; set; }

        /// <summary>Bytes: of a component, its heap; of a subsystem, all that its children take.</summary>
        public int Ram { get; set; }

        /// <summary>Bytes of stack that the component's own code needs.</summary>
        public int Stack { get; set; }

        public int Priority { get; set; } = NoThread;

        /// <summary>Longest time that a call may take in it, in milliseconds.</summary>
        public int LimitMs { get; set; }

        /// <summary>Time between heartbeats in milliseconds; 0: none.</summary>
        public int HeartbeatMs { get; set; }

        /// <summary>How many in a row may go unanswered.</summary>
        public int HeartbeatSkipped { get; set; } = 3;

        /// <summary>How many times in a row it is restarted.</summary>
        public int RestartLimit { get; set; } = 5;

        /// <summary>Time until the first restart in milliseconds; twice that until the next in a row, and so on.</summary>
        public int BackOffMs { get; set; } = 100;

        /// <summary>Restarts are not in a row any more when it has run for that long, in milliseconds.</summary>
        public int StableMs { get; set; } = 10_000;

        public Provided Provides { get; set; }

        /// <summary>Of a subsystem: which of its children provide what it provides.</summary>
        public Provided Exports { get; set; }

        public Route Routes { get; set; }

        /// <summary>Where its `restart` stands; null if it has none.</summary>
        public Place RestartPlace { get; set; }

        /// <summary>Its `config` node; null if it has none.</summary>
        public HidBookmark Config { get; set; }
    }
}
