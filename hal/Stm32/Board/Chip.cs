// SPDX-License-Identifier: MIT
// An STM32F4 or F7 as a board sees it: where its peripherals are, and how they get to work. What the two families share is here:
// addresses, clock enables, interrupts and DMA requests agree (RM0090 and RM0410: memory map, vector table, request tables); what
// differs is in the chip's own class.

using System;
using System.Threading;
using Wardstone.Controllers;
using Wardstone.CortexM;

namespace Wardstone.Stm32
{
    /// <summary>One chip; made once, by the board. Pins are numbered 16 a port: PA0 is 0, PB0 is 16.</summary>
    public abstract class Chip
    {
        private const uint RccBlock = 0x40023800;
        private const uint FlashBlock = 0x40023C00;
        private const uint PowerBlock = 0x40007000;
        private const uint WatchdogBlock = 0x40003000;
        private const uint DmaBlock = 0x40026000; // DMA1; DMA2 follows
        private const uint DmaSize = 0x400;
        private const int DmaStreams = 8;

        private const uint GpioBlock = 0x40020000; // port A; the next follow
        private const uint GpioSize = 0x400;
        private const int Ports = 9; // A to I
        private const int PortSize = 16;
        private const uint ExtiBlock = 0x40013C00;
        private const uint SyscfgBlock = 0x40013800;
        private const int OutputMode = 3; // System.Device.Gpio.PinMode

        private const int SpiBufferSize = 256;
        private const int BaudRate = 115_200;
        private const int UsartFunction = 7; // of a pin: AF7
        private const int SpiFunction = 5;
        private const int I2cFunction = 4;

        // EXTI0 to EXTI4, EXTI9_5, EXTI15_10.
        private static readonly byte[] s_pinInterrupts = { 6, 7, 8, 9, 10, 23, 40 };

        private readonly ClockPlan _plan;
        private readonly Pins _pins;
        private readonly bool[] _isStreamTaken = new bool[2 * DmaStreams];

        protected Chip(ClockPlan plan)
        {
            _plan = plan;
            Rcc = new Rcc(new Registers(RccBlock), new Registers(FlashBlock), new Registers(PowerBlock));
            CoreHz = Rcc.Start(plan);
            SysTick.Start((uint)CoreHz);
            var isKnown = Rcc.TakeResetCause(out var isWatchdog);
            Kernel.BootRecord.Learn(isKnown, isWatchdog);
            Rcc.Enable(ClockGate.Ahb1, 0x7FF | (3u << 21)); // GPIO, DMA1 and DMA2
            Rcc.Enable(ClockGate.Apb2, 1u << 14); // SYSCFG
            _pins = CreatePins();
            _pins.Attach();
        }

        /// <summary>Clocks.</summary>
        public Rcc Rcc { get; }

        /// <summary>What the core runs at, in hertz.</summary>
        public int CoreHz { get; }

        /// <summary>Starts a USART at 115,200 baud.</summary>
        /// <param name="number">1 to 3.</param>
        /// <param name="transmit">The pin of its TX.</param>
        /// <param name="receive">The pin of its RX.</param>
        /// <param name="receiveSize">Bytes that are kept for a reader that is late; a power of two.</param>
        /// <param name="sendSize">Bytes that a writer can leave behind; a power of two.</param>
        public UartController StartUsart(int number, int transmit, int receive, int receiveSize, int sendSize)
        {
            var usart = Peripheral.Usart(number);
            Rcc.Enable(usart.Gate, usart.GateBits);
            _pins.ConnectAlternate(transmit, UsartFunction);
            _pins.ConnectAlternate(receive, UsartFunction, PinPull.Up);
            return CreateUsart(usart, StreamOf(usart, usart.Receive), StreamOf(usart, usart.Send), BaudRate, receiveSize, sendSize);
        }

        /// <inheritdoc cref="StartUsart"/>
        /// <summary>The same for the console, where also fault reports go.</summary>
        public UartController StartConsole(int number, int transmit, int receive, int receiveSize, int sendSize)
        {
            var console = StartUsart(number, transmit, receive, receiveSize, sendSize);
            SetConsole(Peripheral.Usart(number).Block);
            return console;
        }

        /// <summary>Starts an SPI bus, for System.Device.Spi to find by its number. Chip selects are pins that its users open.</summary>
        /// <param name="number">1 or 2: SPI1 or SPI2.</param>
        /// <param name="clock">The pin of its SCK.</param>
        /// <param name="receive">The pin of its MISO.</param>
        /// <param name="send">The pin of its MOSI.</param>
        public void StartSpi(int number, int clock, int receive, int send)
        {
            var spi = Peripheral.Spi(number);
            Rcc.Enable(spi.Gate, spi.GateBits);
            _pins.ConnectAlternate(clock, SpiFunction, PinPull.Down); // nobody drives it while the controller is set up anew
            _pins.ConnectAlternate(receive, SpiFunction, PinPull.Down);
            _pins.ConnectAlternate(send, SpiFunction);
            new Spi(
                new Registers(spi.Block),
                spi.Block,
                HasSpiFifo,
                ClockOf(spi),
                StreamOf(spi, spi.Receive),
                StreamOf(spi, spi.Send),
                _pins,
                SpiBufferSize).Attach(number);
        }

        /// <summary>Starts an I2C bus, for System.Device.I2c to find by its number.</summary>
        /// <param name="number">1: I2C1.</param>
        /// <param name="clock">The pin of its SCL.</param>
        /// <param name="data">The pin of its SDA, in the same port.</param>
        public void StartI2c(int number, int clock, int data)
        {
            var i2c = Peripheral.I2c(number);
            Rcc.Enable(i2c.Gate, i2c.GateBits);
            _pins.ConnectAlternate(clock, I2cFunction, PinPull.Up, isOpenDrain: true);
            _pins.ConnectAlternate(data, I2cFunction, PinPull.Up, isOpenDrain: true);
            var lines = new I2cLines(PortOf(clock), clock % PortSize, data % PortSize);
            CreateI2c(i2c, lines).Attach(number);
        }

        /// <summary>The independent watchdog, not started.</summary>
        public WatchdogController Watchdog() => new IndependentWatchdog(new Registers(WatchdogBlock));

        /// <summary>Pulls a pin low and lets it go high again: the reset line of a chip beside this one. The pin is the board's.</summary>
        /// <param name="pin">An output, low-active.</param>
        /// <param name="lowMs">For how long, in milliseconds.</param>
        public void Reset(int pin, int lowMs)
        {
            _pins.Keep(pin);
            _pins.SetMode(pin, OutputMode);
            _pins.Write(pin, false);
            Thread.Sleep(lowMs);
            _pins.Write(pin, true);
        }

        /// <summary>What a peripheral is clocked with, in hertz: its bus's clock.</summary>
        private protected int ClockOf(Peripheral peripheral) =>
            CoreHz == Rcc.InternalHz ? CoreHz : CoreHz / (peripheral.Gate == ClockGate.Apb1 ? _plan.Apb1Divider : _plan.Apb2Divider);

        private protected abstract bool HasSpiFifo { get; }

        private protected abstract UartController CreateUsart(
            Peripheral usart, DmaStream receive, DmaStream send, int baudRate, int receiveSize, int sendSize);

        private protected abstract I2cController CreateI2c(Peripheral i2c, I2cLines lines);

        private protected abstract void SetConsole(uint block);

        private Pins CreatePins()
        {
            var ports = new Registers[Ports];
            for (var i = 0; i < Ports; i++)
            {
                ports[i] = PortOf(i * PortSize);
            }

            var lines = new InterruptLine[s_pinInterrupts.Length];
            for (var i = 0; i < lines.Length; i++)
            {
                lines[i] = new InterruptLine(s_pinInterrupts[i]);
            }

            return new Pins(ports, new ExternalInterrupts(new Registers(ExtiBlock), new Registers(SyscfgBlock), lines));
        }

        private static Registers PortOf(int pin) => new Registers(GpioBlock + (GpioSize * (uint)(pin / PortSize)));

        private DmaStream StreamOf(Peripheral peripheral, int stream)
        {
            var number = ((peripheral.Dma - 1) * DmaStreams) + stream;
            if (_isStreamTaken[number])
            {
                throw new ArgumentException("Two peripherals of the board want one DMA stream.");
            }

            _isStreamTaken[number] = true;
            var block = new Registers(DmaBlock + (DmaSize * (uint)(peripheral.Dma - 1)));
            return new DmaStream(block, stream, peripheral.Channel, new InterruptLine(Peripheral.StreamInterrupt(peripheral.Dma, stream)));
        }
    }
}
