// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>A character device that can do nothing yet: drivers override what theirs can.</summary>
    public abstract class CharDevice : ICharDevice
    {
        /// <inheritdoc/>
        public virtual IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
        {
            count = 0;
            return IoStatus.NotSupported;
        }

        /// <inheritdoc/>
        public virtual IoStatus Write(SpanByte data, int timeoutMs) => IoStatus.NotSupported;

        /// <inheritdoc/>
        public virtual IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            count = 0;
            return IoStatus.NotSupported;
        }

        /// <inheritdoc/>
        public virtual IoStatus Notify(Signal signal) => IoStatus.NotSupported;
    }
}
