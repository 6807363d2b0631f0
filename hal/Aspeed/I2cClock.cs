// SPDX-License-Identifier: MIT
// What the I2C buses of AST2600 and AST1030 share: the register mode, and four clocks divided from the 50 MHz of
// the peripheral bus (PCLK), of which each bus divides its own.

using Wardstone.Controllers;

namespace Wardstone.Aspeed
{
    /// <summary>The global registers of the I2C controllers, and the timing of a bus.</summary>
    public static class I2cClock
    {
        private const int GlobalControl = 0x0C; // I2CG0C
        private const uint NewDividers = 1u << 1;
        private const uint NewRegisters = 1u << 2;

        private const int Dividers = 0x10; // I2CG10: divider n gives PCLK / ((n + 2) / 2)
        private const uint BaseClocks = 0x62220803; // base clock 4: 1 MHz, 3: 2.77 MHz, 2: 10 MHz, 1: 20 MHz

        // I2CC04: a packet during which a line is low for 18 periods of base clock 4 / 4096, 74 ms in all, has failed.
        private const uint LowTimeout = (18u << 24) | (2u << 8);

        /// <summary>Switches every bus to the new registers and sets the base clocks. Once, before any bus is used.</summary>
        public static void Initialize(Registers global)
        {
            global[GlobalControl] = NewRegisters | NewDividers;
            global[Dividers] = BaseClocks;
        }

        /// <summary>The value of I2CC04 for the fastest of the three I2C speeds that is not above <paramref name="clockHz"/>.</summary>
        internal static uint TimingFor(int clockHz) =>
            clockHz >= 1_000_000 ? Divide(baseClock: 1, periods: 20)
            : clockHz >= 400_000 ? Divide(baseClock: 2, periods: 25)
            : Divide(baseClock: 3, periods: 28);

        // SCL is low for 9/16 of the period: the specification wants low longer than high.
        private static uint Divide(uint baseClock, uint periods)
        {
            var low = (periods * 9 / 16) - 1;
            var high = periods - low - 2;
            return LowTimeout | ((high - 1) << 20) | (high << 16) | (low << 12) | baseClock;
        }
    }
}
