// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>The client's end of a ReportReader session.</summary>
    public sealed class ReportReaderPortal : Portal, IReportReaderSession
    {
        private IReportReaderSession _session;

        protected override void Attach(object session) => _session = (IReportReaderSession)session;

        /// <inheritdoc/>
        public IoStatus Read(SpanByte name, int offset, SpanByte buffer, out int count, out int length, out int version)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                count = length = version = 0;
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Read(name, offset, buffer, out count, out length, out version);
            }
            catch (Exception exception)
            {
                count = length = version = 0;
                return Failed(exception);
            }

            Server.Leave();
            return status;
        }
    }
}
