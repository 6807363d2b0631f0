// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.Vfs
{
    /// <summary>A character device as a file without positions. What the device says is the answer.</summary>
    internal class StreamFile : Node
    {
        private OpenFile _watcher;

        public StreamFile(byte[] name, ICharDevice device, int timeoutMs)
            : base(name)
        {
            Device = device;
            TimeoutMs = timeoutMs;
        }

        protected ICharDevice Device { get; }

        protected int TimeoutMs { get; }

        /// <inheritdoc/>
        public override IoStatus Describe(out FileStatus status)
        {
            status = new FileStatus { Kind = FileKind.Stream, IsReadable = true, IsWritable = true };
            return IoStatus.Ok;
        }

        /// <inheritdoc/>
        public override IoStatus Read(OpenFile file, SpanByte buffer, out int count)
        {
            // It waits for nothing, so a timeout says that there is nothing.
            IoStatus status = Device.Read(buffer, 0, out count);
            return status == IoStatus.Timeout ? IoStatus.Ok : status;
        }

        /// <inheritdoc/>
        public override IoStatus Write(OpenFile file, SpanByte data, out int count)
        {
            IoStatus status = Device.Write(data, TimeoutMs);
            count = status == IoStatus.Ok ? data.Length : 0;
            return status;
        }

        /// <inheritdoc/>
        public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count) =>
            Device.Transfer(write, read, timeoutMs, out count);

        /// <summary>One at a time: a device knows one signal.</summary>
        /// <returns>Busy while another file watches it.</returns>
        public override IoStatus Watch(OpenFile file)
        {
            if (_watcher != null && _watcher != file)
            {
                return IoStatus.Busy;
            }

            IoStatus status = Device.Notify(file.Signal);
            _watcher = status == IoStatus.Ok ? file : null;
            return status;
        }

        /// <inheritdoc/>
        public override void Close(OpenFile file) => _watcher = _watcher == file ? null : _watcher;
    }
}
