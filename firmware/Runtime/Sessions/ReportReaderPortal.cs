// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>The client's end of a ReportReader session.</summary>
    public sealed class ReportReaderPortal : Portal, IReportReaderSession
    {
        private readonly KnownSignals _signals = new KnownSignals();
        private IReportReaderSession _session;

        protected override void Attach(object session)
        {
            _session = (IReportReaderSession)session;
            if (session != null)
            {
                _signals.Submit();
            }
        }

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

        /// <inheritdoc/>
        public IoStatus Describe(int place, SpanByte name, out int nameLength, out int length, out int version)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                nameLength = length = version = 0;
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Describe(place, name, out nameLength, out length, out version);
            }
            catch (Exception exception)
            {
                nameLength = length = version = 0;
                return Failed(exception);
            }

            Server.Leave();
            return status;
        }

        /// <inheritdoc/>
        public IoStatus Notify(int place, Signal signal)
        {
            _signals.Add(signal);
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Notify(place, signal);
            }
            catch (Exception exception)
            {
                return Failed(exception);
            }

            Server.Leave();
            return status;
        }

        /// <inheritdoc/>
        public IoStatus Forget(int place, Signal signal)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Forget(place, signal);
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
