// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;
using Wardstone.Tpm;

namespace Wardstone.MeasuredBoot
{
    /// <summary>The client's end of a MeasuredBoot session.</summary>
    public sealed class MeasuredBootPortal : Portal, IMeasuredBootSession
    {
        private IMeasuredBootSession _session;

        protected override void Attach(object session) => _session = (IMeasuredBootSession)session;

        /// <inheritdoc/>
        public IoStatus ReadStatus(SpanByte status)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                return Missed();
            }

            IoStatus result;
            try
            {
                result = _session.ReadStatus(status);
            }
            catch (Exception exception)
            {
                return Failed(exception);
            }

            Server.Leave();
            return result;
        }

        /// <inheritdoc/>
        public IoStatus ReadLog(int offset, SpanByte buffer, out int count, out int length, out uint generation)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                count = length = 0;
                generation = 0;
                return Missed();
            }

            IoStatus result;
            try
            {
                result = _session.ReadLog(offset, buffer, out count, out length, out generation);
            }
            catch (Exception exception)
            {
                count = length = 0;
                generation = 0;
                return Failed(exception);
            }

            Server.Leave();
            return result;
        }

        /// <inheritdoc/>
        public TpmRc ReadPcrs(TpmAlgId hash, uint pcrs, SpanByte digests, out int length)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                length = 0;
                return Lost(Missed());
            }

            TpmRc rc;
            try
            {
                rc = _session.ReadPcrs(hash, pcrs, digests, out length);
            }
            catch (Exception exception)
            {
                length = 0;
                return Lost(Failed(exception));
            }

            Server.Leave();
            return rc;
        }

        /// <inheritdoc/>
        public TpmRc ReadKey(SpanByte publicArea, out int length)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                length = 0;
                return Lost(Missed());
            }

            TpmRc rc;
            try
            {
                rc = _session.ReadKey(publicArea, out length);
            }
            catch (Exception exception)
            {
                length = 0;
                return Lost(Failed(exception));
            }

            Server.Leave();
            return rc;
        }

        /// <inheritdoc/>
        public TpmRc Quote(SpanByte nonce, TpmAlgId hash, uint pcrs, SpanByte quote, out int length)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                length = 0;
                return Lost(Missed());
            }

            TpmRc rc;
            try
            {
                rc = _session.Quote(nonce, hash, pcrs, quote, out length);
            }
            catch (Exception exception)
            {
                length = 0;
                return Lost(Failed(exception));
            }

            Server.Leave();
            return rc;
        }

        private static TpmRc Lost(IoStatus status) => TpmClient.RcOf(status);
    }
}
