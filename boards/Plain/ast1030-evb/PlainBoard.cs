// SPDX-License-Identifier: MIT
// The AST1030 evaluation board under a plain program: time and buses are there before its Main, which names none of them. Console and
// Debug write to UART5, without interrupts.

using System.Runtime;
using Wardstone.Aspeed;

namespace Wardstone.Plain
{
    internal static class PlainBoard
    {
        private const int I2cBuses = 10; // 0 is I2C1 in the manual

        [RuntimeExport("Board_Start")]
        private static void Start()
        {
            var chip = new Ast1030();
            for (var bus = 0; bus < I2cBuses; bus++)
            {
                chip.StartI2c(bus);
            }

            chip.StartSpi();
        }
    }
}
