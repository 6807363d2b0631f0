// SPDX-License-Identifier: MIT
using Wardstone.Stm32;

namespace Wardstone.SelfTest
{
    /// <summary>The Nucleo-F767ZI, wired as boards/nucleo-f767zi/README.md says.</summary>
    internal static class Program
    {
        private const int A = 0;
        private const int B = 16;
        private const int D = 48;

        private static void Main()
        {
            var chip = new Stm32F767(crystalHz: 8_000_000, isBypassed: true);
            var console = chip.StartConsole(3, transmit: D + 8, receive: D + 9, receiveSize: 64, sendSize: 64);
            chip.StartSpi(1, clock: A + 5, receive: A + 6, send: A + 7);
            chip.Reset(D + 15, lowMs: 2);
            new SelfTest
            {
                Board = "nucleo-f767zi", Chip = chip, CoreHz = 216_000_000, Console = console, Leds = new[] { B + 0, B + 7, B + 14 },
                UniqueIdBlock = 0x1FF0F420, SpiBus = 1, TpmChipSelect = D + 14, TpmClockHz = 10_000_000,
            }.Run();
        }
    }
}
