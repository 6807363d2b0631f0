// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>Random bytes that have passed a health check.</summary>
    public interface IEntropySession
    {
        /// <summary>Fills the buffer, whole or not at all.</summary>
        IoStatus Fill(SpanByte buffer);
    }
}
