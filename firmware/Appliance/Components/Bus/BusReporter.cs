// SPDX-License-Identifier: MIT
using System;
using Wardstone.Drivers;
using Wardstone.Runtime;

namespace Wardstone.Components
{
    /// <summary>Submits the statistics of the buses as a report, on the component's own thread, when they have changed.</summary>
    internal sealed class BusReporter
    {
        private readonly IReportSession _session;
        private readonly BusTable _table;
        private readonly BusReport _report;
        private long _submitted = -1;

        public BusReporter(Env env, BusTable table, int periodMs, string label)
        {
            _table = table;
            _report = new BusReport(table.BusCount);
            _session = (IReportSession)env.Request("Report", label);
            _ = env.Signal(0);
            env.Trigger(0, periodMs, periodMs);
        }

        /// <summary>What was not taken is submitted once more the next time.</summary>
        public void Submit()
        {
            long version = _table.Version;
            if (version != _submitted)
            {
                _report.Begin();
                _table.WriteTo(_report);
                IoStatus status = _report.End(out SpanByte text);
                status = status == IoStatus.Ok ? _session.Submit(text) : status;
                _submitted = status == IoStatus.Ok ? version : -1;
            }
        }
    }
}
