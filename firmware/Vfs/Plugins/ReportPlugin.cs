// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Vfs
{
    /// <summary>report: a directory with what a ReportReader session has. A report is there once it was submitted.</summary>
    /// <remarks>
    /// report NAME
    ///   label: LABEL      of the session; empty unless it is set
    /// </remarks>
    public sealed class ReportPlugin : Plugin
    {
        private const int MaxReports = 32;

        private readonly byte[] _name = new byte[FileStatus.MaxName];
        private string _label = "";

        /// <inheritdoc/>
        protected override string Attribute(HidReader config)
        {
            if (!HidText.Is(config.Tag, "label"))
            {
                return base.Attribute(config);
            }

            _label = HidText.String(config.Value);
            return "";
        }

        /// <inheritdoc/>
        protected override string Make()
        {
            Reports reports = new Reports((IReportReaderSession)Mounts.Env.Request("ReportReader", _label));
            ReportFile[] files = new ReportFile[MaxReports];
            IoStatus status = IoStatus.Ok;
            for (int i = 0; i < MaxReports && status == IoStatus.Ok; i++)
            {
                status = Ask(reports, i, out files[i]);
            }

            // As if it had not run when the session was requested.
            if (status == IoStatus.ServerFaulted)
            {
                throw new ServiceDeniedException("ReportReader");
            }

            Made = new ReportDirectory(Name, reports, files);
            return "";
        }

        // A report whose name no file can have is none.
        private IoStatus Ask(Reports reports, int place, out ReportFile file)
        {
            IoStatus status = reports.Describe(place, _name, out int length, out _, out _);
            bool isThere = status == IoStatus.Ok || status == IoStatus.Timeout;
            SpanByte name = new SpanByte(_name, 0, length < _name.Length ? length : _name.Length);
            file = isThere && length <= _name.Length && FilePath.IsName(name) ? new ReportFile(name.ToArray(), reports, place) : null;
            return isThere ? IoStatus.Ok : status;
        }

        private sealed class ReportDirectory : Directory
        {
            private readonly Reports _reports;
            private readonly ReportFile[] _files;

            public ReportDirectory(byte[] name, Reports reports, ReportFile[] files)
                : base(name)
            {
                _reports = reports;
                _files = files;
                reports.Become(this, files);
            }

            public override int Slots => _files.Length;

            public override Node At(int slot) => _files[slot];

            protected override IoStatus BeginWatch(Signal signal) => _reports.Notify(Reports.AnyNew, signal);

            protected override void EndWatch(Signal signal) => _reports.Forget(Reports.AnyNew, signal);
        }
    }
}
