// SPDX-License-Identifier: MIT
// The part of nanoFramework's GpioController and GpioPin that drivers here use, over simulated pins: no events,
// no debouncing.

using Wardstone.Simulation;

namespace System.Device.Gpio
{
    /// <summary>Opens pins by number.</summary>
    public sealed class GpioController : IDisposable
    {
        /// <exception cref="ArgumentException">There is no such pin.</exception>
        public GpioPin OpenPin(int pinNumber)
        {
            _ = Pins.Read(pinNumber);
            return new GpioPin(pinNumber);
        }

        /// <inheritdoc cref="OpenPin(int)"/>
        public GpioPin OpenPin(int pinNumber, PinMode mode)
        {
            var pin = OpenPin(pinNumber);
            pin.SetPinMode(mode);
            return pin;
        }

        public PinValue Read(int pinNumber) => Pins.Read(pinNumber);

        public void Write(int pinNumber, PinValue value) => Pins.Write(pinNumber, value);

        public void Dispose()
        {
        }
    }

    /// <summary>One pin.</summary>
    public sealed class GpioPin : IDisposable
    {
        private PinMode _mode;

        internal GpioPin(int pinNumber) => PinNumber = pinNumber;

        public int PinNumber { get; }

        public PinMode GetPinMode() => _mode;

        public void SetPinMode(PinMode value) => _mode = value;

        public PinValue Read() => Pins.Read(PinNumber);

        public void Write(PinValue value) => Pins.Write(PinNumber, value);

        public void Toggle() => Write(Read() == PinValue.Low ? PinValue.High : PinValue.Low);

        public void Dispose()
        {
        }
    }
}
