// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>The client's end of a session that is a character device: Tpm, Terminal.</summary>
    public class CharPortal : Portal, ICharDevice
    {
        private ICharDevice _session;
        private Signal _known;

        protected override void Attach(object session)
        {
            _session = (ICharDevice)session;
            if (session != null && _known != null)
            {
                _known.Submit();
            }
        }

        /// <inheritdoc/>
        public IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                count = 0;
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Read(buffer, timeoutMs, out count);
            }
            catch (Exception exception)
            {
                count = 0;
                return Failed(exception);
            }

            Server.Leave();
            return status;
        }

        /// <inheritdoc/>
        public IoStatus Write(SpanByte data, int timeoutMs)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Write(data, timeoutMs);
            }
            catch (Exception exception)
            {
                return Failed(exception);
            }

            Server.Leave();
            return status;
        }

        /// <inheritdoc/>
        public IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                count = 0;
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Transfer(write, read, timeoutMs, out count);
            }
            catch (Exception exception)
            {
                count = 0;
                return Failed(exception);
            }

            Server.Leave();
            return status;
        }

        /// <inheritdoc/>
        public IoStatus Notify(Signal signal)
        {
            _known = signal;
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Notify(signal);
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
