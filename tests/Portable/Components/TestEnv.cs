// SPDX-License-Identifier: MIT
// A component alone: what Init would give it, written by the test. There is no domain around it, so what it throws the test sees.

using System;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Tests.Portable
{
    /// <summary>An environment that keeps what the component says.</summary>
    public sealed class TestEnv : Env
    {
        private const int MaxSessions = 8;

        private readonly string _config;
        private readonly string[] _names = new string[MaxSessions];
        private readonly object[] _sessions = new object[MaxSessions];
        private readonly LineKeeper _lines = new LineKeeper();
        private int _count;

        /// <param name="config">What stands inside the `config` node, from column 1 on.</param>
        public TestEnv(string config = "")
        {
            _config = config;
            Log = new Log(_lines);
        }

        public override string Name => "tested";

        public override Log Log { get; }

        /// <summary>The last line that the component logged; null before the first.</summary>
        public string LastLine => _lines.Last;

        /// <summary>Where and why the configuration was refused, "line, column: reason"; null if it was not.</summary>
        public string Refusal { get; private set; }

        /// <summary>Signals that were submitted and not taken.</summary>
        public TestSignals Signals { get; } = new TestSignals();

        /// <summary>What the component's calls wait for.</summary>
        public Wakeup Waiting { get; set; } = new Wakeup(new TestSignals());

        /// <summary>Delay and period of the last Trigger.</summary>
        public int DelayMs { get; private set; }

        /// <inheritdoc cref="DelayMs"/>
        public int PeriodMs { get; private set; }

        /// <summary>Routes a request to an object.</summary>
        public TestEnv With(string service, string label, object session)
        {
            _names[_count] = service + "/" + label;
            _sessions[_count] = session;
            _count++;
            return this;
        }

        public override HidReader Config()
        {
            HidReader reader = new HidReader(new TextRom("config\n" + _config + "-\n"));
            _ = reader.Read();
            return reader;
        }

        public override void Refuse(HidReader config, string reason) => Refusal = config.Line + ", " + config.Column + ": " + reason;

        public override object Request(string service, string label)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_names[i] == service + "/" + label)
                {
                    return _sessions[i];
                }
            }

            throw new ServiceDeniedException(service + "/" + label);
        }

        public override Signal Signal(int number) => new Signal(Signals, number);

        public override Wakeup Wakeup() => Waiting;

        public override void Trigger(int number, int delayMs, int periodMs)
        {
            DelayMs = delayMs;
            PeriodMs = periodMs;
        }

        private sealed class LineKeeper : ILogSession
        {
            public string Last { get; private set; }

            public void Write(SpanByte line) => Last = HidText.String(line);
        }
    }

    /// <summary>Signals without a thread.</summary>
    public sealed class TestSignals : SignalSet
    {
        public int Submitted { get; private set; }

        public override void Submit(int signals) => Submitted |= signals;

        public override int Take(int timeoutMs)
        {
            int taken = Submitted;
            Submitted = 0;
            return taken;
        }
    }
}
