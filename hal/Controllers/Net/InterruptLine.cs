// SPDX-License-Identifier: MIT
namespace Wardstone.Controllers
{
    /// <summary>A peripheral's line to the interrupt controller.</summary>
    public sealed class InterruptLine
    {
        private IInterruptHandler _handler;

        /// <summary>Routes the line to <paramref name="handler"/> and enables it.</summary>
        public void Connect(IInterruptHandler handler) => _handler = handler;

        /// <summary>Makes the handler run as if the device had asked.</summary>
        public void Pend() => _handler.HandleInterrupt();
    }
}
