// SPDX-License-Identifier: MIT
// Asks each component that is to have a heartbeat whether it is alive, and ends those that did not answer too often; feeds the
// watchdog of the board as long as none of them is in that state. So what Init cannot end, or Init itself, ends in a reset.

namespace Wardstone.Runtime
{
    internal sealed class Heartbeats
    {
        private readonly ChildList _children;
        private readonly Kernel _kernel;
        private readonly IWatchdogSession _watchdog;
        private readonly int _feedMs;

        /// <param name="watchdog">null if there is none to feed.</param>
        /// <param name="timeoutMs">Its time without feeding, in milliseconds.</param>
        public Heartbeats(ChildList children, Kernel kernel, IWatchdogSession watchdog, int timeoutMs)
        {
            _children = children;
            _kernel = kernel;
            _watchdog = watchdog;
            _feedMs = timeoutMs / 4;
        }

        /// <summary>When there is something to do again at the latest.</summary>
        public long NextMs { get; private set; }

        public void Run()
        {
            long nowMs = _kernel.NowMs;
            bool isAllWell = true;
            NextMs = _watchdog == null ? long.MaxValue : nowMs + _feedMs;
            for (Child child = _children.First; child != null; child = child.Next)
            {
                if (child.Config.HeartbeatMs == 0 || child.State != ChildState.Running)
                {
                    continue;
                }

                if (child.BeatMs <= nowMs)
                {
                    Beat(child);
                    child.BeatMs = nowMs + child.Config.HeartbeatMs;
                }

                isAllWell &= child.Skipped < child.Config.HeartbeatSkipped;
                NextMs = child.BeatMs < NextMs ? child.BeatMs : NextMs;
            }

            if (isAllWell && _watchdog != null)
            {
                _watchdog.Feed();
            }
        }

        private static void Beat(Child child)
        {
            child.Skipped = child.Thread.IsAnswered ? 0 : child.Skipped + 1;
            if (child.Skipped == child.Config.HeartbeatSkipped)
            {
                child.Domain.Kill(FaultCause.Heartbeat);
            }

            child.Thread.Ask();
        }
    }
}
