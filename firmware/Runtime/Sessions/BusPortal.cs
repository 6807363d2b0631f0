// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>The client's end of a Bus session.</summary>
    public sealed class BusPortal : CharPortal, IBusDevice
    {
        private IBusDevice _session;

        protected override void Attach(object session)
        {
            base.Attach(session);
            _session = (IBusDevice)session;
        }

        /// <inheritdoc/>
        public IoStatus Begin()
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Begin();
            }
            catch (Exception exception)
            {
                return Failed(exception);
            }

            Server.Leave();
            return status;
        }

        /// <inheritdoc/>
        public IoStatus Exchange(SpanByte write, SpanByte read)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Exchange(write, read);
            }
            catch (Exception exception)
            {
                return Failed(exception);
            }

            Server.Leave();
            return status;
        }

        /// <inheritdoc/>
        public IoStatus End()
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.End();
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
