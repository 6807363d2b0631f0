// SPDX-License-Identifier: MIT
using System;
using Wardstone.Controllers;
using Wardstone.Runtime;

namespace Wardstone.Boards
{
    /// <summary>A UART as a character device.</summary>
    public sealed class UartTerminal : CharDevice, IInterruptHandler, IDeviceSession
    {
        private readonly UartController _uart;
        private Runtime.Signal _arrived;

        public UartTerminal(UartController uart) => _uart = uart;

        /// <inheritdoc/>
        public Device Device => _uart;

        /// <inheritdoc/>
        public override IoStatus Notify(Runtime.Signal signal)
        {
            _arrived = signal;
            _uart.Listener = this;
            return IoStatus.Ok;
        }

        /// <summary>From the UART, when bytes arrived.</summary>
        void IInterruptHandler.HandleInterrupt() => _arrived.Submit();

        /// <inheritdoc/>
        public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count) => StatusOf(_uart.Read(buffer, timeoutMs, out count));

        /// <inheritdoc/>
        public override IoStatus Write(SpanByte data, int timeoutMs) => StatusOf(_uart.Write(data, timeoutMs));

        private static IoStatus StatusOf(UartOutcome outcome) =>
            outcome == UartOutcome.Done ? IoStatus.Ok
            : outcome == UartOutcome.Timeout ? IoStatus.Timeout
            : IoStatus.BusError;
    }
}
