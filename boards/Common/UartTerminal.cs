// SPDX-License-Identifier: MIT
using System;
using Wardstone.Controllers;
using Wardstone.Runtime;

namespace Wardstone.Boards
{
    /// <summary>A UART as a terminal session.</summary>
    public sealed class UartTerminal : ISignallingTerminal, IInterruptHandler, IDeviceSession
    {
        private readonly UartController _uart;
        private Runtime.Signal _arrived;

        public UartTerminal(UartController uart) => _uart = uart;

        /// <inheritdoc/>
        public Device Device => _uart;

        /// <inheritdoc/>
        public void Notify(Runtime.Signal signal)
        {
            _arrived = signal;
            _uart.Listener = this;
        }

        /// <summary>From the UART, when bytes arrived.</summary>
        void IInterruptHandler.HandleInterrupt() => _arrived.Submit();

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
