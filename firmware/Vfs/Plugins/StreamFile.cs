// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.Vfs
{
    /// <summary>A character device as a file without positions. What the device says is the answer.</summary>
    internal class StreamFile : Node
    {
        private readonly ICharDevice _device;
        private readonly bool _isAsked;
        private bool _isForgotten;

        /// <param name="isAsked">The device answers when it is asked: that it does not in time is a failure. Else it sends when it likes,
        /// nobody waits for it, and a Timeout is the word for nothing.</param>
        public StreamFile(byte[] name, ICharDevice device, int timeoutMs, bool isAsked)
            : base(name)
        {
            _device = device;
            _isAsked = isAsked;
            TimeoutMs = timeoutMs;
        }

        // A server that was restarted knows no signal any more. It is asked anew, as the one who watches may not be the one that
        // learned of it.
        private ICharDevice Device
        {
            get
            {
                if (_isForgotten)
                {
                    _isForgotten = Watching != null && _device.Notify(Watching.Signal) == IoStatus.ServerFaulted;
                }

                return _device;
            }
        }

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
            IoStatus status = Device.Read(buffer, _isAsked ? TimeoutMs : 0, out count);
            return status == IoStatus.Timeout && !_isAsked ? IoStatus.Ok : Seen(status);
        }

        /// <inheritdoc/>
        public override IoStatus Write(OpenFile file, SpanByte data, out int count)
        {
            IoStatus status = Seen(Device.Write(data, TimeoutMs));
            count = status == IoStatus.Ok ? data.Length : 0;
            return status;
        }

        /// <inheritdoc/>
        /// <remarks>No client has the file system wait for longer than the file's own bound.</remarks>
        public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count) =>
            Seen(Device.Transfer(write, read, timeoutMs < TimeoutMs ? timeoutMs : TimeoutMs, out count));

        /// <remarks>One file at a time, as a device knows one signal.</remarks>
        protected override IoStatus BeginWatch(Signal signal) => Watching == null ? Device.Notify(signal) : IoStatus.Busy;

        private IoStatus Seen(IoStatus status)
        {
            _isForgotten |= status == IoStatus.ServerFaulted;
            return status;
        }
    }
}
