// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.Vfs
{
    /// <summary>A character device that takes a request and gives its response: at once, or by a write and then reads.</summary>
    internal sealed class TransactionalFile : StreamFile
    {
        private readonly Response _response;

        public TransactionalFile(byte[] name, ICharDevice device, int timeoutMs, int responseSize)
            : base(name, device, timeoutMs, true) => _response = new Response(responseSize);

        /// <inheritdoc/>
        public override IoStatus Describe(out FileStatus status)
        {
            status = new FileStatus { Kind = FileKind.Transactional, IsReadable = true, IsWritable = true };
            return IoStatus.Ok;
        }

        /// <inheritdoc/>
        public override IoStatus Read(OpenFile file, SpanByte buffer, out int count) => _response.Read(file, buffer, out count);

        /// <summary>Runs the request now, and keeps its response for this file.</summary>
        public override IoStatus Write(OpenFile file, SpanByte data, out int count)
        {
            count = 0;
            if (!_response.TryTake(file))
            {
                return IoStatus.Busy;
            }

            IoStatus status = Transfer(data, _response.Room, TimeoutMs, out int length);
            if (status != IoStatus.Ok || length < 0 || length > _response.Room.Length)
            {
                _response.Wipe();
                return status == IoStatus.Ok ? IoStatus.ProtocolError : status;
            }

            _response.Keep(file, length);
            count = data.Length;
            return status;
        }

        /// <inheritdoc/>
        public override void Close(OpenFile file)
        {
            _response.GiveUp(file);
            base.Close(file);
        }
    }
}
