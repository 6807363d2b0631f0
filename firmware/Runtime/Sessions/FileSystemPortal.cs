// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>The client's end of a FileSystem session.</summary>
    public sealed class FileSystemPortal : Portal, IFileSystemSession
    {
        private readonly KnownSignals _signals = new KnownSignals();
        private IFileSystemSession _session;

        protected override void Attach(object session)
        {
            _session = (IFileSystemSession)session;
            if (session != null)
            {
                _signals.Submit();
            }
        }

        /// <inheritdoc/>
        public IoStatus Open(SpanByte path, OpenMode mode, out int file)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                file = 0;
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Open(path, mode, out file);
            }
            catch (Exception exception)
            {
                file = 0;
                return Failed(exception);
            }

            Server.Leave();
            return status;
        }

        /// <inheritdoc/>
        public IoStatus Close(int file)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Close(file);
            }
            catch (Exception exception)
            {
                return Failed(exception);
            }

            Server.Leave();
            return status;
        }

        /// <inheritdoc/>
        public IoStatus Read(int file, SpanByte buffer, out int count)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                count = 0;
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Read(file, buffer, out count);
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
        public IoStatus Write(int file, SpanByte data, out int count)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                count = 0;
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Write(file, data, out count);
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
        public IoStatus Seek(int file, int position)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Seek(file, position);
            }
            catch (Exception exception)
            {
                return Failed(exception);
            }

            Server.Leave();
            return status;
        }

        /// <inheritdoc/>
        public IoStatus Transfer(int file, SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                count = 0;
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Transfer(file, write, read, timeoutMs, out count);
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
        public IoStatus Stat(SpanByte path, out FileStatus status)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                status = default;
                return Missed();
            }

            IoStatus result;
            try
            {
                result = _session.Stat(path, out status);
            }
            catch (Exception exception)
            {
                status = default;
                return Failed(exception);
            }

            Server.Leave();
            return result;
        }

        /// <inheritdoc/>
        public IoStatus ReadDirectory(int directory, SpanByte name, out int length, out FileStatus status)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                length = 0;
                status = default;
                return Missed();
            }

            IoStatus result;
            try
            {
                result = _session.ReadDirectory(directory, name, out length, out status);
            }
            catch (Exception exception)
            {
                length = 0;
                status = default;
                return Failed(exception);
            }

            Server.Leave();
            return result;
        }

        /// <inheritdoc/>
        public IoStatus Watch(int file, Signal signal)
        {
            _signals.Add(signal);
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Watch(file, signal);
            }
            catch (Exception exception)
            {
                return Failed(exception);
            }

            Server.Leave();
            return status;
        }

        /// <inheritdoc/>
        public IoStatus Remove(SpanByte path)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Remove(path);
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
