// SPDX-License-Identifier: MIT
// Init, Genode's: makes a system of components out of a configuration. It starts them with what the configuration gives them and
// nothing else, routes their requests for sessions, restarts what dies, and reports how things stand.
//
// What must hold: the configuration is measured before TryRead; nothing starts unless all of it is right. Init runs on one thread,
// number 0 of the kernel's.

using System;

namespace Wardstone.Runtime
{
    /// <summary>The root of all components.</summary>
    public sealed class Init
    {
        private readonly Kernel _kernel;
        private readonly Binary[] _binaries;
        private readonly ParentSession[] _parents;
        private readonly IRomSession _rom;
        private readonly ILogSession _console;
        private readonly InitLog _log;
        private readonly ChildList _children = new ChildList();
        private readonly Refusal _refusal = new Refusal();
        private readonly Routing _routing;
        private readonly Topology _topology;
        private ConfigReader _config;
        private ParentSession _watchdog;
        private SignalSet _signals;
        private Supervisor _supervisor;
        private Heartbeats _heartbeats;
        private Reporter _reporter;

        /// <param name="kernel">What the components run on.</param>
        /// <param name="binaries">What children can be made of.</param>
        /// <param name="parents">What the board provides; of these, the service "Watchdog" is Init's own.</param>
        /// <param name="config">The configuration. It is kept and read again at each restart, and must not change.</param>
        /// <param name="console">For lines of Init, and of components without a route for LOG.</param>
        public Init(Kernel kernel, Binary[] binaries, ParentSession[] parents, IRomSession config, ILogSession console)
        {
            _kernel = kernel;
            _binaries = binaries;
            _parents = parents;
            _rom = config;
            _console = console;
            _log = new InitLog(console);
            _routing = new Routing(_children, parents, _refusal);
            _topology = new Topology(_children, _refusal);
        }

        /// <summary>The first child in the order of the configuration; those after it are behind <see cref="Child.Next"/>.</summary>
        public Child FirstChild => _children.First;

        /// <summary>Reads and checks the whole configuration. Starts nothing. To be called once.</summary>
        /// <param name="extension">Takes what is not Init's; null if nothing is.</param>
        /// <param name="reason">Where and why it was refused; empty if it was not.</param>
        public bool TryRead(IConfigExtension extension, out string reason)
        {
            _config = new ConfigReader(_rom, _binaries, _children, extension, _refusal);
            bool isRight = _config.TryRead()
                && _routing.TryLink()
                && _topology.TryOrder()
                && StackPlan.TryPlan(_topology.First, _kernel, _refusal)
                && RamPlan.TryPlan(_children, _kernel, _refusal)
                && WatchdogPlan.TryPlan(_config, _topology.First, _parents, _refusal, out _watchdog);
            reason = _refusal.Reason;
            return isRight;
        }

        /// <summary>Starts all children, then keeps them going. Does not return.</summary>
        public void Run()
        {
            Start();
            for (; ; )
            {
                Serve(Timers.Never);
            }
        }

        /// <summary>Makes what the children need for their life, and starts them, each after those that it calls. To be called once, after
        /// TryRead has taken the configuration.</summary>
        /// <exception cref="InvalidOperationException">The kernel has less RAM than it said.</exception>
        public void Start()
        {
            _signals = _kernel.CreateSignals();
            _kernel.NotifyDeaths(new Signal(_signals, 0));
            Sessions sessions = new Sessions(_routing);
            for (Child child = _topology.First; child != null; child = child.NextToStart)
            {
                Make(child, sessions);
            }

            _supervisor = new Supervisor(_children, _topology.First, _kernel, sessions, _log);
            _heartbeats = new Heartbeats(_children, _kernel, StartWatchdog(), _config.WatchdogTimeoutMs);
            _reporter = new Reporter(_children, _kernel, sessions, _config.ReportDelayMs, _config.ReportPeriodMs);
            while (Turn())
            {
            }
        }

        /// <summary>Waits for something to do, and does it.</summary>
        /// <param name="timeoutMs">Bound on the wait in milliseconds; -1 for none.</param>
        public void Serve(int timeoutMs)
        {
            long wait = NextMs() - _kernel.NowMs;
            wait = wait < 0 ? 0 : wait;
            if (timeoutMs >= 0 || wait < int.MaxValue)
            {
                timeoutMs = timeoutMs >= 0 && timeoutMs < wait ? timeoutMs : (int)wait;
            }

            _ = _signals.Take(timeoutMs);
            _ = Turn();
        }

        // Whether a component was started, so that there may be another.
        private bool Turn()
        {
            bool hasStarted = _supervisor.Run();
            _heartbeats.Run();
            _reporter.Run(_supervisor.HasChanged);
            _supervisor.HasChanged = false;
            return hasStarted;
        }

        private long NextMs()
        {
            long next = _supervisor.NextMs < _heartbeats.NextMs ? _supervisor.NextMs : _heartbeats.NextMs;
            return next < _reporter.NextMs ? next : _reporter.NextMs;
        }

        // null: there is none to feed.
        private IWatchdogSession StartWatchdog()
        {
            IWatchdogSession watchdog = _watchdog == null ? null : (IWatchdogSession)_watchdog.Session;
            if (watchdog == null || watchdog.Start(_config.WatchdogTimeoutMs) == IoStatus.Ok)
            {
                return watchdog;
            }

            _log.Write("the watchdog does not run: it cannot count " + _config.WatchdogTimeoutMs + " ms");
            return null;
        }

        private void Make(Child child, Sessions sessions)
        {
            ChildConfig config = child.Config;
            child.Domain = _kernel.CreateDomain(child.Name, config.Ram, config.LimitMs, child.CallStack);
            if (child.Domain == null)
            {
                throw new InvalidOperationException("no RAM for " + child.Name);
            }

            Timers timers = child.HasThread ? new Timers(_kernel) : null;
            child.Entry = new EntryPortal(child.Domain, timers);
            child.Env = new ComponentEnv(child, _kernel, sessions, _rom, _console);
            if (child.HasThread)
            {
                child.Thread = new ComponentThread(child.Entry, timers, _kernel.CreateSignals());

                // Besides those that a call is inside of: Init's own, for what a component asks of its Env.
                if (!_kernel.StartThread(child.Thread, child.Name, config.Priority, child.ThreadStack, child.CallDepth + 1))
                {
                    throw new InvalidOperationException("no RAM for the thread of " + child.Name);
                }
            }
        }
    }
}
