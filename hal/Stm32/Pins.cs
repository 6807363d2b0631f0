// SPDX-License-Identifier: MIT
// The pins of the STM32F4 and F7 (RM0090 chapter 8, RM0410 chapter 6): ports of 16, pin 16 * port + n. The registers of a port are shared
// by whoever has its pins, so what is not a write to BSRR is changed in one piece.

using System;
using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <summary>What a pin is when nobody drives it.</summary>
    public enum PinPull
    {
        None,
        Up,
        Down,
    }

    /// <summary>All ports of a chip.</summary>
    public sealed class Pins : PinController
    {
        private const int PortSize = 16;

        // Two bits a pin, but for OTYPER (one), and the functions (four, in two registers).
        private const int Mode = 0x00; // GPIOx_MODER
        private const int OutputType = 0x04; // GPIOx_OTYPER
        private const int OutputSpeed = 0x08; // GPIOx_OSPEEDR
        private const int Pull = 0x0C; // GPIOx_PUPDR
        private const int Input = 0x10; // GPIOx_IDR
        private const int SetAndReset = 0x18; // GPIOx_BSRR: sets in the lower half, resets in the upper one
        private const int Function = 0x20; // GPIOx_AFRL, GPIOx_AFRH

        private const uint IsInput = 0; // GPIOx_MODER
        private const uint IsOutput = 1;
        private const uint IsFunction = 2;

        private const uint LowSpeed = 0; // GPIOx_OSPEEDR
        private const uint HighSpeed = 2;

        // System.Device.Gpio.PinMode
        private const int InputMode = 0;
        private const int InputPullDownMode = 1;
        private const int InputPullUpMode = 2;
        private const int OutputMode = 3;
        private const int OpenDrainMode = 4;
        private const int OpenDrainPullUpMode = 5;

        private readonly Registers[] _ports;
        private readonly ExternalInterrupts _interrupts;

        /// <param name="ports">From port A on, clocked.</param>
        /// <param name="interrupts">Of the pins.</param>
        public Pins(Registers[] ports, ExternalInterrupts interrupts)
            : base(ports.Length * PortSize)
        {
            _ports = ports;
            _interrupts = interrupts;
        }

        /// <summary>Connects a pin to a peripheral. It is the board's from then on.</summary>
        /// <param name="number">The pin.</param>
        /// <param name="function">AF0 to AF15, in the data sheet's table.</param>
        /// <param name="pull">What it is while neither side drives it.</param>
        /// <param name="isOpenDrain">It is driven low only, as on I2C.</param>
        public void ConnectAlternate(int number, int function, PinPull pull = PinPull.None, bool isOpenDrain = false)
        {
            Keep(number);
            var shift = 4 * (number & 7);
            Port(number).Change(Function + ((number & 8) / 2), 0xFu << shift, (uint)function << shift);
            Drive(number, IsFunction, HighSpeed, isOpenDrain, pull);
        }

        /// <inheritdoc/>
        public override bool HasMode(int mode) => mode >= InputMode && mode <= OpenDrainPullUpMode;

        /// <inheritdoc/>
        public override void SetMode(int number, int mode)
        {
            switch (mode)
            {
                case InputMode:
                case InputPullDownMode:
                case InputPullUpMode:
                    Set(number, Pull, PullOf(mode == InputMode ? PinPull.None : mode == InputPullUpMode ? PinPull.Up : PinPull.Down));
                    Set(number, Mode, IsInput);
                    break;
                case OutputMode:
                case OpenDrainMode:
                case OpenDrainPullUpMode:
                    if (ModeOf(number) != IsOutput)
                    {
                        Write(number, Read(number)); // a chip select that is pulled up is not active for a moment
                    }

                    Drive(number, IsOutput, LowSpeed, mode != OutputMode, mode == OpenDrainPullUpMode ? PinPull.Up : PinPull.None);
                    break;
                default:
                    throw new ArgumentException("Pins of this chip have no such mode.");
            }
        }

        /// <inheritdoc/>
        public override bool Read(int number) => (Port(number)[Input] >> (number % PortSize) & 1) != 0;

        /// <inheritdoc/>
        public override void Write(int number, bool high)
        {
            var port = Port(number);
            port[SetAndReset] = 1u << (number % PortSize) << (high ? 0 : PortSize);
        }

        /// <inheritdoc/>
        public override bool Listen(int number, IInterruptHandler handler)
        {
            if (!_interrupts.TryListen(number, handler))
            {
                return false;
            }

            // It may have fallen before, and then stays low.
            if (!Read(number))
            {
                _interrupts.Raise(number);
            }

            return true;
        }

        /// <inheritdoc/>
        public override void StopListening(int number) => _interrupts.Stop(number);

        /// <inheritdoc/>
        protected override void LetGo(int number)
        {
            if (ModeOf(number) == IsOutput)
            {
                Set(number, Pull, PullOf(PinPull.Up));
                Set(number, Mode, IsInput);
            }
        }

        // The pull comes last, so that the level does not fall before somebody drives it.
        private void Drive(int number, uint mode, uint speed, bool isOpenDrain, PinPull pull)
        {
            var bit = 1u << (number % PortSize);
            Port(number).Change(OutputType, bit, isOpenDrain ? bit : 0);
            Set(number, OutputSpeed, speed);
            Set(number, Mode, mode);
            Set(number, Pull, PullOf(pull));
        }

        private uint ModeOf(int number) => Port(number)[Mode] >> (2 * (number % PortSize)) & 3;

        private void Set(int number, int register, uint value)
        {
            var shift = 2 * (number % PortSize);
            Port(number).Change(register, 3u << shift, value << shift);
        }

        private Registers Port(int number) => _ports[number / PortSize];

        private static uint PullOf(PinPull pull) => (uint)pull; // GPIOx_PUPDR: 1 up, 2 down
    }
}
