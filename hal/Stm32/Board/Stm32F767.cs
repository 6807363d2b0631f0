// SPDX-License-Identifier: MIT
using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <summary>The STM32F767, at 216 MHz.</summary>
    public sealed class Stm32F767 : Chip
    {
        private const uint Prefetch = 1u << 8; // FLASH_ACR PRFTEN
        private const uint Accelerator = 1u << 9; // ARTEN

        /// <param name="crystalHz">What is at OSC_IN, in hertz.</param>
        /// <param name="isBypassed">That is a clock, and no crystal.</param>
        public Stm32F767(int crystalHz, bool isBypassed)
            : base(new ClockPlan
            {
                CoreHz = 216_000_000,
                Apb1Divider = 4,
                Apb2Divider = 2,
                FlashWaitStates = 7, // 2.7 V and more (RM0410 table 7)
                FlashAcceleration = Prefetch | Accelerator,
                CrystalHz = crystalHz,
                IsCrystalBypassed = isBypassed,
                HasOverDrive = true,
            })
        {
        }

        private protected override bool HasSpiFifo => true;

        private protected override UartController CreateUsart(
            Peripheral usart, DmaStream receive, DmaStream send, int baudRate, int receiveSize, int sendSize) =>
            new UsartF7(
                new Registers(usart.Block),
                usart.Block,
                new InterruptLine(usart.Interrupt),
                receive,
                send,
                ClockOf(usart),
                baudRate,
                receiveSize,
                sendSize);

        private protected override I2cController CreateI2c(Peripheral i2c, I2cLines lines) => new I2cF7(
            new Registers(i2c.Block), new InterruptLine(i2c.Interrupt), new InterruptLine(i2c.Interrupt + 1), lines, ClockOf(i2c));

        private protected override void SetConsole(uint block) => ConsoleUsart.Set(block, status: 0x1C, data: 0x28); // ISR, TDR
    }
}
