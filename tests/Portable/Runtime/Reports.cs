// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable.Runtime
{
    /// <summary>Component `reports`: shows the last report `init` to the test.</summary>
    public sealed class ReportsBinary : Binary
    {
        private readonly Probe _probe;

        public ReportsBinary(Probe probe) => _probe = probe;

        public override string Name => "reports";

        public override Component Create() => new Reports(_probe);

        public override Portal CreatePortal(string service) => service == "Report" ? new ReportPortal() : null;

        private sealed class Reports : Component
        {
            private readonly Probe _probe;

            public Reports(Probe probe) => _probe = probe;

            public override void Construct(Env env)
            {
            }

            public override object Open(string service, string label) => new Session(_probe, label);
        }

        private sealed class Session : IReportSession
        {
            private readonly Probe _probe;
            private readonly bool _isShown;

            public Session(Probe probe, string label)
            {
                _probe = probe;
                _isShown = SessionLabel.Last(label) == "init";
            }

            public IoStatus Submit(SpanByte text)
            {
                if (_isShown)
                {
                    _probe.Replace(text);
                }

                return IoStatus.Ok;
            }
        }
    }
}
