// SPDX-License-Identifier: MIT
// The part of nanoFramework's GpioController and GpioPin that drivers here use, on the board: no events, no debouncing.

using Wardstone.Controllers;

namespace System.Device.Gpio
{
    /// <summary>Opens pins by number.</summary>
    public sealed class GpioController : IDisposable
    {
        private readonly PinController _pins = PinController.OfChip();

        /// <summary>Makes the pin the component's own, until that disposes of it or dies.</summary>
        /// <exception cref="ArgumentException">There is no such pin, or it is the board's or another component's.</exception>
        public GpioPin OpenPin(int pinNumber)
        {
            _pins.Open(pinNumber);
            return new GpioPin(_pins, pinNumber);
        }

        /// <inheritdoc cref="OpenPin(int)"/>
        public GpioPin OpenPin(int pinNumber, PinMode mode)
        {
            var pin = OpenPin(pinNumber);
            pin.SetPinMode(mode);
            return pin;
        }

        public PinValue Read(int pinNumber)
        {
            using var pin = OpenPin(pinNumber);
            return pin.Read();
        }

        public void Write(int pinNumber, PinValue value)
        {
            using var pin = OpenPin(pinNumber);
            pin.Write(value);
        }

        public void Dispose()
        {
        }
    }

    /// <summary>One pin.</summary>
    public sealed class GpioPin : IDisposable
    {
        private readonly PinController _pins;
        private PinMode _mode;
        private bool _isClosed;

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

        /// <summary>The pin stays as it is, and is nobody's.</summary>
        public void Dispose()
        {
            if (!_isClosed)
            {
                _isClosed = true;
                _pins.Close(PinNumber);
            }
        }
    }
}
