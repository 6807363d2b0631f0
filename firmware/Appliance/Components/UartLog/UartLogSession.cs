// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.Components
{
    /// <summary>One client's lines.</summary>
    internal sealed class UartLogSession : ILogSession
    {
        private readonly UartLogComponent _log;
        private readonly byte[] _prefix;

        public UartLogSession(UartLogComponent log, byte[] prefix)
        {
            _log = log;
            _prefix = prefix;
        }

        /// <inheritdoc/>
        public void Write(SpanByte line) => _log.Write(_prefix, line);
    }
}
