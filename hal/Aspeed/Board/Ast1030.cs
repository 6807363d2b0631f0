// SPDX-License-Identifier: MIT
// The AST1030 as a board sees it: where its peripherals are, and how they get to work. Addresses and interrupts are those of
// the manual's memory map and vector table.

using System.Runtime;
using Wardstone.Controllers;
using Wardstone.CortexM;

namespace Wardstone.Aspeed
{
    /// <summary>One chip; made once, by the board.</summary>
    public sealed class Ast1030
    {
        private const uint CoreClockHz = 200_000_000;
        private const int UartClockHz = 24_000_000 / 13;
        private const int BaudRate = 115_200;

        private const int BusClockHz = 200_000_000; // HCLK

        private const uint FmcBlock = 0x7E620000;
        private const uint Spi1Block = 0x7E630000;
        private const uint Spi2Block = 0x7E640000;
        private const uint FmcWindow = 0x80000000;
        private const uint Spi1Window = 0x90000000;
        private const uint Spi2Window = 0xB0000000;
        private const int FmcUnit = 512 << 10; // of SPI30
        private const int SpiUnit = 1 << 20;
        private const uint ScuBlock = 0x7E6E2000;
        private const uint Uart1Block = 0x7E783000;
        private const uint Uart5Block = 0x7E784000;
        private const uint WatchdogBlock = 0x7E785000;
        private const uint I2cBlock = 0x7E7B0000;
        private const uint I2cBusSize = 0x80;
        private const uint I2cPool = 0xC00;
        private const uint I2cPoolSize = 0x20;
        private const int Uart5Interrupt = 8;
        private const int Uart1Interrupt = 47;
        private const int I2cInterrupt = 110;

        private readonly Scu _scu = new Scu(new Registers(ScuBlock));

        /// <summary>Starts time and what peripherals share.</summary>
        public Ast1030()
        {
            SysTick.Start(CoreClockHz);
            var isKnown = _scu.TakeResetLog(out var isWatchdog);
            Kernel.BootRecord.Learn(isKnown, isWatchdog);
            _scu.ResetI2c();
            I2cClock.Initialize(new Registers(I2cBlock));
        }

        /// <summary>Starts UART1, at 115,200 baud.</summary>
        /// <param name="receiveSize">Bytes that are kept for a reader that is late; a power of two.</param>
        /// <param name="sendSize">Bytes that a writer can leave behind; a power of two.</param>
        public UartController StartUart1(int receiveSize, int sendSize)
        {
            _scu.ConnectUart1();
            return StartUart(Uart1Block, Uart1Interrupt, receiveSize, sendSize);
        }

        /// <inheritdoc cref="StartUart1"/>
        /// <summary>Starts UART5, at 115,200 baud: the console, also of the boot ROM.</summary>
        public UartController StartUart5(int receiveSize, int sendSize) => StartUart(Uart5Block, Uart5Interrupt, receiveSize, sendSize);

        /// <summary>The first watchdog, not started.</summary>
        public WatchdogController Watchdog()
        {
            _scu.AllowFullReset();
            return new Watchdog(new Registers(WatchdogBlock));
        }

        /// <summary>Starts an I2C bus, for System.Device.I2c to find by its number.</summary>
        /// <param name="bus">0 to 9; I2C1 in the manual is bus 0.</param>
        public void StartI2c(int bus)
        {
            _scu.ConnectI2c(bus);
            var registers = new Registers(I2cBlock + (I2cBusSize * (uint)(bus + 1)));
            var pool = new Registers(I2cBlock + I2cPool + (I2cPoolSize * (uint)bus));
            new I2c(registers, pool, new InterruptLine(I2cInterrupt + bus)).Attach(bus);
        }

        /// <summary>Starts the SPI buses, for System.Device.Spi to find by their numbers: 1 is SPI1, 2 SPI2, and 3 the FMC with the flash
        /// that the chip boots from. Their chip selects are the pins 0 to 5, two for each bus.</summary>
        public void StartSpi()
        {
            _scu.ConnectSpi2();
            Spi[] buses =
            {
                StartSpi(Spi1Block, Spi1Window, SpiUnit, bus: 1),
                StartSpi(Spi2Block, Spi2Window, SpiUnit, bus: 2),
                StartSpi(FmcBlock, FmcWindow, FmcUnit, bus: 3),
            };
            new ChipSelects(buses).Attach();
        }

        private static Spi StartSpi(uint block, uint window, int decodingUnit, int bus)
        {
            var first = new Registers(window);
            var second = new Registers(window + Spi.WindowSize);
            var spi = new Spi(new Registers(block), first, second, BusClockHz, (bus - 1) * Spi.Lines, decodingUnit);
            spi.Attach(bus);
            return spi;
        }

        private static UartController StartUart(uint block, int interrupt, int receiveSize, int sendSize) =>
            new Uart(new Registers(block), new InterruptLine(interrupt), UartClockHz, BaudRate, receiveSize, sendSize);

        // What System.Console and fault reports are written with: one byte to UART5, whatever state the program is in. A
        // transmitter that never has room loses the byte.
        [RuntimeExport("Board_ConsoleWrite")]
        private static void WriteConsole(byte value)
        {
            const int LineStatus = 0x14;
            const uint TransmitterHasRoom = 1u << 5;
            var uart = new Registers(Uart5Block);
            for (var i = 0; i < 1_000_000 && (uart[LineStatus] & TransmitterHasRoom) == 0; i++)
            {
            }

            uart[0] = value;
        }
    }
}
