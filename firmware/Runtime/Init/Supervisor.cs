// SPDX-License-Identifier: MIT
// Life and death of the children: starts what is to be started, in the order of Topology; notices what died, and starts it again after
// a back-off that doubles, until it has died too often in a row. A component at the top then stays down, degraded, and the rest
// goes on; one in a subsystem takes that with it, which is restarted as a whole, by its own back-off and limit.

namespace Wardstone.Runtime
{
    internal sealed class Supervisor
    {
        private const int MaxBackOffMs = 60_000;

        // Having been brought up is not having run, however long it took.
        private const long NotYet = long.MaxValue;

        private readonly ChildList _children;
        private readonly Child _first;
        private readonly Kernel _kernel;
        private readonly Sessions _sessions;
        private readonly InitLog _log;

        // When Run began: what is due then is looked at, and what becomes due later is waited for.
        private long _nowMs;

        /// <param name="first">The first to start.</param>
        public Supervisor(ChildList children, Child first, Kernel kernel, Sessions sessions, InitLog log)
        {
            _children = children;
            _first = first;
            _kernel = kernel;
            _sessions = sessions;
            _log = log;
        }

        /// <summary>Whether something changed since this was last cleared.</summary>
        public bool HasChanged { get; set; }

        /// <summary>When there is something to do again at the latest.</summary>
        public long NextMs { get; private set; }

        /// <summary>Does what there is to do, but starts at most one component: that may take a while, and others have to do too.</summary>
        /// <returns>Whether it started one.</returns>
        public bool Run()
        {
            _nowMs = _kernel.NowMs;
            Notice();
            StartSubsystems();
            Child next = _first;
            while (next != null && !IsToStart(next))
            {
                next = next.NextToStart;
            }

            if (next != null)
            {
                Start(next);
            }

            NextMs = next == null ? NextDueMs() : 0;
            return next != null;
        }

        // One that is due and was not started waits for others, and what happens to those is noticed.
        private long NextDueMs()
        {
            long next = long.MaxValue;
            for (Child child = _children.First; child != null; child = child.Next)
            {
                if (child.State == ChildState.BackOff && child.DueMs > _nowMs && child.DueMs < next)
                {
                    next = child.DueMs;
                }
            }

            return next;
        }

        private void Notice()
        {
            for (Child child = _children.First; child != null; child = child.Next)
            {
                if (!child.IsSubsystem && child.State == ChildState.Running && !child.Domain.IsAlive)
                {
                    Bury(child);
                    Retry(child);
                }
            }

            for (Child child = _children.First; child != null; child = child.Next)
            {
                if (child.State == ChildState.Stopping && HasEnded(child))
                {
                    Bury(child);
                    Retry(child);
                }
            }
        }

        private void StartSubsystems()
        {
            for (Child child = _children.First; child != null; child = child.Next)
            {
                bool isAbove = child.Parent == null || child.Parent.State == ChildState.Running;
                if (!child.IsSubsystem || !isAbove || !IsDue(child))
                {
                    continue;
                }

                child.State = ChildState.Running;
                child.StartedMs = _kernel.NowMs;
                HasChanged = true;
                for (Child inner = child.Next; inner != null; inner = inner.Next)
                {
                    if (inner.Parent == child && inner.State == ChildState.Stopped)
                    {
                        inner.State = ChildState.Waiting;
                        inner.RestartsInRow = 0;
                    }
                }
            }
        }

        private bool IsDue(Child child) =>
            child.State == ChildState.Waiting || (child.State == ChildState.BackOff && child.DueMs <= _nowMs);

        // Not before those that it calls, as long as there is hope for them.
        private bool IsToStart(Child child)
        {
            if (!IsDue(child) || child.Domain.IsAlive || (child.Parent != null && child.Parent.State != ChildState.Running))
            {
                return false;
            }

            Dependency dependency = child.Dependencies;
            while (dependency != null && !IsComing(dependency.Server))
            {
                dependency = dependency.Next;
            }

            return dependency == null;
        }

        private static bool IsComing(Child server)
        {
            bool isUp = server.State == ChildState.Running;
            bool isDown = server.State == ChildState.Degraded || server.State == ChildState.Refused;
            for (Child around = server.Parent; around != null; around = around.Parent)
            {
                isDown |= around.State == ChildState.Degraded;
            }

            return !isUp && !isDown;
        }

        private void Start(Child child)
        {
            HasChanged = true;
            child.State = ChildState.Starting;
            child.StartedMs = NotYet;
            child.Domain.Start();
            bool isUp = child.Entry.Construct(child.Config.Binary, child.Env);
            if (isUp && !child.Env.HasRefused)
            {
                IsUp(child);
                return;
            }

            if (child.Domain.IsAlive)
            {
                child.Domain.Kill(FaultCause.Killed);
            }

            if (child.Env.HasRefused)
            {
                child.State = ChildState.Refused;
                _sessions.Unbind(child);
                _log.Write(child.Name + ": refused its configuration");
            }
            else
            {
                Bury(child);
                Retry(child);
            }
        }

        private void IsUp(Child child)
        {
            child.State = ChildState.Running;
            child.StartedMs = _kernel.NowMs;
            child.BeatMs = child.StartedMs + child.Config.HeartbeatMs;
            child.Skipped = 0;
            if (child.Thread != null)
            {
                child.Thread.Forget();
            }

            _sessions.Reopen(child);
        }

        private void Retry(Child child)
        {
            HasChanged = true;
            if (_kernel.NowMs - child.StartedMs >= child.Config.StableMs)
            {
                child.RestartsInRow = 0;
            }

            if (child.RestartsInRow == child.Config.RestartLimit)
            {
                Exhausted(child);
                return;
            }

            int backOffMs = child.Config.BackOffMs;
            int most = backOffMs > MaxBackOffMs ? backOffMs : MaxBackOffMs;
            for (int i = 0; i < child.RestartsInRow && backOffMs < most; i++)
            {
                backOffMs = backOffMs > most / 2 ? most : backOffMs * 2;
            }

            child.RestartsInRow++;
            child.Restarts++;
            child.DueMs = _kernel.NowMs + backOffMs;
            child.State = ChildState.BackOff;
            _log.Died(child, backOffMs);
        }

        private void Exhausted(Child child)
        {
            child.State = ChildState.Degraded;
            _log.Ended(child);
            if (child.Parent != null && child.Parent.State == ChildState.Running)
            {
                Stop(child.Parent, child.Fault);
            }
        }

        // Its children end; when the last has, it is restarted or degraded itself.
        private void Stop(Child subsystem, FaultCause cause)
        {
            subsystem.State = ChildState.Stopping;
            subsystem.Fault = cause;
            for (Child child = subsystem.Next; child != null; child = child.Next)
            {
                if (!child.IsWithin(subsystem))
                {
                    continue;
                }

                child.State = ChildState.Stopped;
                if (!child.IsSubsystem && child.Domain.IsAlive)
                {
                    child.Domain.Kill(FaultCause.Killed);
                }
            }
        }

        private static bool HasEnded(Child subsystem)
        {
            Child child = subsystem.Next;
            while (child != null && (child.IsSubsystem || !child.IsWithin(subsystem) || !child.Domain.IsAlive))
            {
                child = child.Next;
            }

            return child == null;
        }

        // All instances in a subsystem, or that of a component, have ended.
        private void Bury(Child dead)
        {
            HasChanged = true;
            for (Child child = dead; child != null; child = child.Next)
            {
                if (!child.IsSubsystem && child.IsWithin(dead))
                {
                    child.Fault = child.Domain.Cause;
                    _sessions.Unbind(child);
                }
            }
        }
    }
}
