// SPDX-License-Identifier: MIT
// The part of nanoFramework's GpioController and GpioPin that drivers here use, on the board: no events, no debouncing.

using Wardstone.Controllers;

namespace System.Device.Gpio
{
    /// <summary>Opens pins by number.</summary>
    public sealed class GpioController : IDisposable
    {
        private readonly PinController _pins = PinController.OfChip();

        /// <exception cref="ArgumentException">There is no such pin.</exception>
        public GpioPin OpenPin(int pinNumber) =>
            (uint)pinNumber < (uint)_pins.Count ? new GpioPin(_pins, pinNumber) : throw new ArgumentException("No such pin.");

        /// <inheritdoc cref="OpenPin(int)"/>
        public GpioPin OpenPin(int pinNumber, PinMode mode)
        {
            var pin = OpenPin(pinNumber);
            pin.SetPinMode(mode);
            return pin;
        }

        public PinValue Read(int pinNumber) => OpenPin(pinNumber).Read();

        public void Write(int pinNumber, PinValue value) => OpenPin(pinNumber).Write(value);

        public void Dispose()
        {
        }
    }

    /// <summary>One pin.</summary>
    public sealed class GpioPin : IDisposable
    {
        private readonly PinController _pins;
        private PinMode _mode;

        internal GpioPin(PinController pins, int pinNumber)
        {
            _pins = pins;
            PinNumber = pinNumber;
        }

        public int PinNumber { get; }

        public PinMode GetPinMode() => _mode;

        public void SetPinMode(PinMode value)
        {
            _pins.SetMode(PinNumber, (int)value);
            _mode = value;
        }

        public PinValue Read() => _pins.Read(PinNumber);

        public void Write(PinValue value) => _pins.Write(PinNumber, value == PinValue.High);

        public void Toggle() => Write(Read() == PinValue.Low ? PinValue.High : PinValue.Low);

        public void Dispose()
        {
        }
    }
}
