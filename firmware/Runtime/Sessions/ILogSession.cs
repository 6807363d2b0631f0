// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>Takes lines of text for the person at the console.</summary>
    public interface ILogSession
    {
        /// <summary>Writes one line.</summary>
        /// <param name="line">ASCII text without its line end; other bytes are shown as '?'.</param>
        void Write(SpanByte line);
    }
}
