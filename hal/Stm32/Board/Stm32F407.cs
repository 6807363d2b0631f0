// SPDX-License-Identifier: MIT
using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <summary>The STM32F407, at 168 MHz.</summary>
    public sealed class Stm32F407 : Chip
    {
        private const uint Prefetch = 1u << 8; // FLASH_ACR PRFTEN
        private const uint Caches = 3u << 9; // ICEN, DCEN: of the flash, not of the core

        /// <param name="crystalHz">What is at OSC_IN, in hertz.</param>
        /// <param name="isBypassed">That is a clock, and no crystal.</param>
        public Stm32F407(int crystalHz, bool isBypassed)
            : base(new ClockPlan
            {
                CoreHz = 168_000_000,
                Apb1Divider = 4,
                Apb2Divider = 2,
                FlashWaitStates = 5, // 2.7 V and more (RM0090 table 10)
                FlashAcceleration = Prefetch | Caches,
                CrystalHz = crystalHz,
                IsCrystalBypassed = isBypassed,
            })
        {
        }

        private protected override bool HasSpiFifo => false;

        private protected override UartController CreateUsart(
            Peripheral usart, DmaStream receive, DmaStream send, int baudRate, int receiveSize, int sendSize) =>
            new UsartF4(
                new Registers(usart.Block),
                usart.Block,
                new InterruptLine(usart.Interrupt),
                receive,
                send,
                ClockOf(usart),
                baudRate,
                receiveSize,
                sendSize);

        private protected override I2cController CreateI2c(Peripheral i2c, I2cLines lines) => new I2cF4(
            new Registers(i2c.Block), new InterruptLine(i2c.Interrupt), new InterruptLine(i2c.Interrupt + 1), lines, ClockOf(i2c));

        private protected override void SetConsole(uint block) => ConsoleUsart.Set(block, status: 0x00, data: 0x04); // SR, DR
    }
}
