// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>The client's end of a Report session.</summary>
    public sealed class ReportPortal : Portal, IReportSession
    {
        private IReportSession _session;

        protected override void Attach(object session) => _session = (IReportSession)session;

        /// <inheritdoc/>
        public IoStatus Submit(SpanByte text)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Submit(text);
            }
            catch (Exception exception)
            {
                return Failed(exception);
            }

            Server.Leave();
            return status;
        }
    }
}
