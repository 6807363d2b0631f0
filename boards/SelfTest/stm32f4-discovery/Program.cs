// SPDX-License-Identifier: MIT
using Wardstone.Stm32;

namespace Wardstone.SelfTest
{
    /// <summary>The STM32F4-Discovery, wired as boards/stm32f4-discovery/README.md says.</summary>
    internal static class Program
    {
        private const int A = 0;
        private const int B = 16;
        private const int D = 48;

        private static void Main()
        {
            var chip = new Stm32F407(crystalHz: 8_000_000, isBypassed: false);
            var console = chip.StartConsole(2, transmit: A + 2, receive: A + 3, receiveSize: 64, sendSize: 64);
            chip.StartSpi(2, clock: B + 13, receive: B + 14, send: B + 15);
            chip.Reset(B + 11, lowMs: 2);
            new SelfTest
            {
                Board = "stm32f4-discovery", Chip = chip, CoreHz = 168_000_000, Console = console,
                Leds = new[] { D + 12, D + 13, D + 14, D + 15 },
                UniqueIdBlock = 0x1FFF7A10, SpiBus = 2, TpmChipSelect = B + 12, TpmClockHz = 10_000_000,
            }.Run();
        }
    }
}
