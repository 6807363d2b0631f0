// SPDX-License-Identifier: MIT
using System;
using Wardstone.Controllers;
using Wardstone.Runtime;

namespace Wardstone.Boards
{
    /// <summary>A UART as a terminal session.</summary>
    public sealed class UartTerminal : ITerminalSession
    {
        private readonly UartController _uart;

        public UartTerminal(UartController uart) => _uart = uart;

        /// <inheritdoc/>
        public IoStatus Read(SpanByte buffer, int timeoutMs, out int count) => StatusOf(_uart.Read(buffer, timeoutMs, out count));

        /// <inheritdoc/>
        public IoStatus Write(SpanByte data, int timeoutMs) => StatusOf(_uart.Write(data, timeoutMs));

        private static IoStatus StatusOf(UartOutcome outcome) =>
            outcome == UartOutcome.Done ? IoStatus.Ok
            : outcome == UartOutcome.Timeout ? IoStatus.Timeout
            : IoStatus.BusError;
    }
}
