// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.NanoFramework
{
    /// <summary>The ring of lines that outlive a reset, where no memory does.</summary>
    internal sealed class NoLog : ILogSession
    {
        /// <inheritdoc/>
        public void Write(SpanByte line)
        {
        }
    }
}
