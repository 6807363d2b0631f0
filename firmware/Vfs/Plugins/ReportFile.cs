// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.Vfs
{
    /// <summary>A report as a file to read. After a restart of its server it is empty until it is submitted again.</summary>
    internal sealed class ReportFile : Node
    {
        private readonly Reports _reports;
        private readonly int _place;

        public ReportFile(byte[] name, Reports reports, int place)
            : base(name)
        {
            _reports = reports;
            _place = place;
        }

        /// <inheritdoc/>
        public override IoStatus Describe(out FileStatus status)
        {
            status = new FileStatus { Kind = FileKind.Continuous, IsReadable = true };
            IoStatus result = _reports.Describe(_place, SpanByte.Empty, out _, out status.Size, out status.Version);
            return result == IoStatus.Timeout ? IoStatus.NotPresent : result;
        }

        /// <inheritdoc/>
        public override IoStatus Read(OpenFile file, SpanByte buffer, out int count)
        {
            IoStatus status = _reports.Read(Name, file.Position, buffer, out count);
            return status == IoStatus.Timeout ? IoStatus.Ok : status;
        }

        /// <inheritdoc/>
        protected override IoStatus BeginWatch(Signal signal) => _reports.Notify(_place, signal);

        /// <inheritdoc/>
        protected override void EndWatch(Signal signal) => _reports.Forget(_place, signal);
    }
}
