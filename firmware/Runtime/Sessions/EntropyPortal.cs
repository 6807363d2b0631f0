// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>The client's end of an Entropy session.</summary>
    public sealed class EntropyPortal : Portal, IEntropySession
    {
        private IEntropySession _session;

        protected override void Attach(object session) => _session = (IEntropySession)session;

        /// <inheritdoc/>
        public IoStatus Fill(SpanByte buffer)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Fill(buffer);
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
