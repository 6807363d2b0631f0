// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>The client's end of an I2C session.</summary>
    public sealed class I2cPortal : Portal, II2cSession
    {
        private II2cSession _session;

        protected override void Attach(object session) => _session = (II2cSession)session;

        /// <inheritdoc/>
        public IoStatus Write(SpanByte data)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Write(data);
            }
            catch (Exception exception)
            {
                return Failed(exception);
            }

            Server.Leave();
            return status;
        }

        /// <inheritdoc/>
        public IoStatus Read(SpanByte buffer)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Read(buffer);
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
