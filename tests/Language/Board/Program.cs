// SPDX-License-Identifier: MIT
// The language suite as an image of its own, on a bare UART.

using System.Runtime;
using Wardstone.CortexM;

namespace Wardstone.Tests.LanguageImage
{
    internal static unsafe class Program
    {
        private const uint Uart5 = 0x7E784000; // THR
        private const uint LineStatus = Uart5 + 0x14; // LSR
        private const uint TransmitterEmpty = 1u << 5; // LSR.THRE
        private const uint ClockHz = 200_000_000;

        private static int Main()
        {
            SysTick.Start(ClockHz);
            Interrupts.Restore(0);
            Language.Suite.Run();
            return 0;
        }

        [RuntimeExport("Board_ConsoleWrite")]
        private static void Write(byte value)
        {
            while ((*(uint*)LineStatus & TransmitterEmpty) == 0)
            {
            }

            *(uint*)Uart5 = value;
        }
    }
}
