// SPDX-License-Identifier: MIT
// The system control unit of the AST1030: which peripherals are clocked, out of reset and connected to pins. QEMU has
// neither clocks nor pins, so nothing of this is tried on silicon yet.

using Wardstone.Controllers;

namespace Wardstone.Aspeed
{
    /// <summary>Clocks, resets and pins.</summary>
    public sealed class Scu
    {
        private const int ProtectionKey = 0x000; // SCU000
        private const uint Unlock = 0x1688A8A8;
        private const int ResetSet = 0x050; // SCU050, write 1 to set
        private const int ResetClear = 0x054; // SCU054, write 1 to clear
        private const uint I2cReset = 1u << 2;
        private const int ResetLog = 0x074; // SCU074: what caused resets, write 1 to clear
        private const uint FirstWatchdog = 0xFu << 16; // bits 19:16, one for each kind of reset
        private const int ClockStopClear = 0x094; // SCU094, write 1 to let the clock run
        private const int ResetOptions = 0x0D8; // SCU0D8
        private const uint WatchdogSparesScu = 1u << 4; // a watchdog's reset of the full chip is one of its peripherals only
        private const int Pins5 = 0x414; // SCU414, multi-function pins
        private const int Pins6 = 0x418; // SCU418
        private const int Pins7 = 0x41C; // SCU41C
        private const int Pins10 = 0x430; // SCU430

        private readonly Registers _registers;

        public Scu(Registers registers)
        {
            _registers = registers;
            _registers[ProtectionKey] = Unlock;
        }

        /// <summary>Resets all I2C buses together.</summary>
        public void ResetI2c()
        {
            _registers[ResetSet] = I2cReset;
            _registers[ResetClear] = I2cReset;
        }

        /// <summary>Connects the two pins of an I2C bus; I2C1 in the manual is bus 0.</summary>
        /// <param name="bus">0 to 9; the pins of the others are shared with more than one function.</param>
        public void ConnectI2c(int bus) => ConnectPins(3UL << (28 + (2 * bus)));

        /// <summary>Clocks UART1 and connects its two pins. UART5 has pins of its own and is always clocked.</summary>
        public void ConnectUart1()
        {
            _registers[ClockStopClear] = 1u << 16;
            ConnectPins(3UL << (32 + 24));
        }

        /// <summary>Connects the five pins of SPI2: two chip selects, clock, data out and in. Those of FMC and SPI1 have no other
        /// function.</summary>
        public void ConnectSpi2()
        {
            _registers[Pins7] |= 3u << 30;
            _registers[Pins10] |= 7u << 0;
        }

        /// <summary>Lets watchdogs reset the full chip.</summary>
        public void AllowFullReset() => _registers[ResetOptions] &= ~WatchdogSparesScu;

        /// <summary>What the chip knows of the last reset, once.</summary>
        /// <param name="isWatchdog">It was the first watchdog's.</param>
        /// <returns>false if it knows of none.</returns>
        public bool TakeResetLog(out bool isWatchdog)
        {
            var log = _registers[ResetLog];
            _registers[ResetLog] = log;
            isWatchdog = (log & FirstWatchdog) != 0;
            return log != 0;
        }

        // A bit for each pin: those of SCU414, then those of SCU418.
        private void ConnectPins(ulong pins)
        {
            _registers[Pins5] |= (uint)pins;
            _registers[Pins6] |= (uint)(pins >> 32);
        }
    }
}
