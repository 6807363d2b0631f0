// SPDX-License-Identifier: MIT
using System;
using Wardstone.Kernel;
using Wardstone.Runtime;

namespace Wardstone.Boards
{
    /// <summary>The log that outlives a reset: lines go in as into a log session, and as a ROM module it is the text of the boots before
    /// this one, as it was when this was made. At most 4095 bytes are kept, the newest.</summary>
    public sealed class KeptLog : ILogSession, IRomSession
    {
        private readonly byte[] _before = new byte[LogRing.Length];
        private readonly byte[] _end = { (byte)'\n' };

        public KeptLog() => _ = LogRing.Read(0, _before);

        /// <inheritdoc/>
        public int Length => _before.Length;

        /// <inheritdoc/>
        public SpanByte Bytes(int offset, int count) => new SpanByte(_before, offset, count);

        /// <inheritdoc/>
        public void Write(SpanByte line)
        {
            lock (_end)
            {
                LogRing.Write(line);
                LogRing.Write(_end);
            }
        }
    }
}
