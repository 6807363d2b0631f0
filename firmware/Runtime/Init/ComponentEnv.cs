// SPDX-License-Identifier: MIT
// The Env of one component; it is made once and serves all instances. Its code runs inside the component's domain, so what is to
// outlive the instance is made inside the system domain.

using System;
using Wardstone.Runtime.Hid;

namespace Wardstone.Runtime
{
    internal sealed class ComponentEnv : Env
    {
        private const string LogService = "Log";

        private readonly Child _child;
        private readonly Kernel _kernel;
        private readonly Domain _system;
        private readonly Sessions _sessions;
        private readonly IRomSession _rom;
        private readonly Log _plainLog;
        private Log _log;
        private Wakeup _wakeup;
        private bool _isConstructing;

        public ComponentEnv(Child child, Kernel kernel, Sessions sessions, IRomSession rom, ILogSession console)
        {
            _child = child;
            _kernel = kernel;
            _system = kernel.System;
            _sessions = sessions;
            _rom = rom;
            _plainLog = new Log(new ChildLog(_system, console, child.Name));
        }

        /// <summary>Whether this instance refused its configuration.</summary>
        public bool HasRefused { get; private set; }

        /// <summary>Construct of a new instance begins, on Init's thread.</summary>
        public void Begin()
        {
            HasRefused = false;
            _isConstructing = true;
        }

        /// <summary>Construct has returned; what only Init's thread may do is over.</summary>
        public void End() => _isConstructing = false;

        public override string Name => _child.Name;

        public override Log Log
        {
            get
            {
                if (_log == null && _isConstructing)
                {
                    OpenLog();
                }

                return _log ?? _plainLog;
            }
        }

        public override HidReader Config()
        {
            HidReader reader = new HidReader(_rom, _child.Config.Config);
            _ = reader.Read();
            return reader;
        }

        public override void Refuse(HidReader config, string reason)
        {
            _plainLog.Write("config refused: line " + config.Line + ", column " + config.Column + ": " + reason);
            HasRefused = true;
        }

        public override object Request(string service, string label)
        {
            object session = _isConstructing ? TryRequest(service, label) : null;
            if (session == null)
            {
                string message = "no session of " + service + (label.Length == 0 ? "" : " '" + label + "'");
                _plainLog.Write(message);
                throw new ServiceDeniedException(message);
            }

            return session;
        }

        public override Signal Signal(int number)
        {
            if (_child.Thread == null || number < 0 || number >= Timers.Count || !_isConstructing)
            {
                _plainLog.Write("no signal " + number + ": only in Construct, 0 to 23, with a 'priority'");
                throw new InvalidOperationException();
            }

            EnterSystem();
            try
            {
                return _child.Thread.SignalOf(number);
            }
            finally
            {
                _system.Leave();
            }
        }

        public override Wakeup Wakeup()
        {
            if (!_isConstructing)
            {
                throw new InvalidOperationException();
            }

            EnterSystem();
            try
            {
                return _wakeup ?? (_wakeup = new Wakeup(_kernel.CreateSignals()));
            }
            finally
            {
                _system.Leave();
            }
        }

        public override void Trigger(int number, int delayMs, int periodMs)
        {
            if (_child.Thread == null || number < 0 || number >= Timers.Count || delayMs < 0 || periodMs < 0)
            {
                throw new ArgumentOutOfRangeException();
            }

            _child.Thread.Trigger(number, delayMs, periodMs);
        }

        // null: denied.
        private object TryRequest(string service, string label)
        {
            Session session;
            EnterSystem();
            try
            {
                session = _sessions.Find(_child, service, label);
            }
            finally
            {
                _system.Leave();
            }

            if (session == null)
            {
                return null;
            }

            return session.ParentObject == null ? (Sessions.TryOpen(session) ? session.Portal : null)
                : _child.Domain.Own(session.ParentObject) ? session.ParentObject
                : null;
        }

        // The thread has a place left for it: ComponentThread is made with one more than its calls take, and Init's has more.
        private void EnterSystem()
        {
            if (_system.Enter(_system.Generation) != PortalStatus.Entered)
            {
                throw new InvalidOperationException();
            }
        }

        private void OpenLog()
        {
            ILogSession session = TryRequest(LogService, "") as ILogSession;
            if (session == null)
            {
                return;
            }

            EnterSystem();
            try
            {
                _log = new Log(session);
            }
            finally
            {
                _system.Leave();
            }
        }
    }
}
