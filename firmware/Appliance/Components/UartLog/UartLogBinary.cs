// SPDX-License-Identifier: MIT
using Wardstone.Runtime;

namespace Wardstone.Components
{
    /// <summary>uart_log: provides Log; needs the Terminal "console" and the Log "ring".</summary>
    public sealed class UartLogBinary : Binary
    {
        public override string Name => "uart_log";

        public override Component Create() => new UartLogComponent();

        public override Portal CreatePortal(string service) => service == "Log" ? new LogPortal() : null;
    }
}
