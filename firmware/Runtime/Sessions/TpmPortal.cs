// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>The client's end of a TPM session.</summary>
    public sealed class TpmPortal : Portal, ITpmSession
    {
        private ITpmSession _session;

        protected override void Attach(object session) => _session = (ITpmSession)session;

        /// <inheritdoc/>
        public IoStatus Transmit(SpanByte command, SpanByte response, int timeoutMs, out int responseLength)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                responseLength = 0;
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Transmit(command, response, timeoutMs, out responseLength);
            }
            catch (Exception exception)
            {
                responseLength = 0;
                return Failed(exception);
            }

            Server.Leave();
            return status;
        }
    }
}
