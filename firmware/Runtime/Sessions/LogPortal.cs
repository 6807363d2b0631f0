// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>The client's end of a LOG session. A line that is lost with its server is lost.</summary>
    public sealed class LogPortal : Portal, ILogSession
    {
        private ILogSession _session;

        protected override void Attach(object session) => _session = (ILogSession)session;

        public void Write(SpanByte line)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                _ = Missed();
                return;
            }

            try
            {
                _session.Write(line);
            }
            catch (Exception exception)
            {
                _ = Failed(exception);
                return;
            }

            Server.Leave();
        }
    }
}
