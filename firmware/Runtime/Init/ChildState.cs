// SPDX-License-Identifier: MIT
namespace Wardstone.Runtime
{
    /// <summary>Where a child stands.</summary>
    public enum ChildState
    {
        /// <summary>Not started yet: the children that it asks for sessions come first.</summary>
        Waiting = 0,

        /// <summary>In Construct.</summary>
        Starting,

        Running,

        /// <summary>It died, and is restarted when its back-off is over.</summary>
        BackOff,

        /// <summary>Of a subsystem: its children are being ended, before it is restarted or degraded.</summary>
        Stopping,

        /// <summary>Ended with the subsystem that it is in.</summary>
        Stopped,

        /// <summary>It died more often in a row than its limit of restarts, and stays down.</summary>
        Degraded,

        /// <summary>It refused its configuration, and stays down.</summary>
        Refused,
    }

    /// <summary>The words for states and faults in reports and in the log.</summary>
    public static class ChildWords
    {
        public static string Of(ChildState state)
        {
            switch (state)
            {
                case ChildState.Waiting: return "waiting";
                case ChildState.Starting: return "starting";
                case ChildState.Running: return "running";
                case ChildState.BackOff: return "back-off";
                case ChildState.Stopping: return "stopping";
                case ChildState.Stopped: return "stopped";
                case ChildState.Degraded: return "degraded";
                default: return "refused";
            }
        }

        public static string Of(FaultCause cause)
        {
            switch (cause)
            {
                case FaultCause.None: return "none";
                case FaultCause.Exception: return "exception";
                case FaultCause.NullReference: return "null-reference";
                case FaultCause.IndexOutOfRange: return "index-out-of-range";
                case FaultCause.OutOfMemory: return "out-of-memory";
                case FaultCause.StackOverflow: return "stack-overflow";
                case FaultCause.Cpu: return "cpu";
                case FaultCause.Limit: return "limit";
                case FaultCause.Heartbeat: return "heartbeat";
                case FaultCause.InterruptStorm: return "interrupt-storm";
                case FaultCause.Watchdog: return "watchdog";
                default: return "killed";
            }
        }
    }
}
