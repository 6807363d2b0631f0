// SPDX-License-Identifier: MIT
// nanoFramework's GpioController, for .NET and the board: pins by number, over GpioPin. It has no callbacks for changes of a pin: those are
// GpioPin's, which tells once for each time that it was asked.

namespace System.Device.Gpio
{
    /// <summary>Opens pins by number, and knows those that it opened.</summary>
    public sealed class GpioController : IDisposable
    {
        private GpioPin _last; // a chain, to the first that it opened

        public GpioController()
        {
        }

        /// <param name="numberingScheme">Changes nothing: numbers are the chip's.</param>
        public GpioController(PinNumberingScheme numberingScheme) => NumberingScheme = numberingScheme;

        public PinNumberingScheme NumberingScheme { get; }

        /// <summary>How many pins there are, numbered from 0.</summary>
        public int PinCount => GpioPin.Count;

        /// <summary>Opens a pin. On the board it is the component's own from then on, until that disposes of it or dies.</summary>
        /// <exception cref="InvalidOperationException">There is no such pin, or it is the board's or another component's.</exception>
        public GpioPin OpenPin(int pinNumber)
        {
            GpioPin pin;
            try
            {
                pin = GpioPin.Open(pinNumber);
            }
            catch (ArgumentException exception)
            {
                throw new InvalidOperationException(exception.Message);
            }

            Forget();
            pin.Before = _last;
            _last = pin;
            return pin;
        }

        /// <inheritdoc cref="OpenPin(int)"/>
        public GpioPin OpenPin(int pinNumber, PinMode mode)
        {
            var pin = OpenPin(pinNumber);
            pin.SetPinMode(mode);
            return pin;
        }

        /// <summary>Disposes of the pin.</summary>
        /// <exception cref="InvalidOperationException">This controller did not open it. So do all that want an open pin.</exception>
        public void ClosePin(int pinNumber) => OfNumber(pinNumber).Dispose();

        public bool IsPinOpen(int pinNumber) => Find(pinNumber) != null;

        /// <summary>Whether the pin, open or not, has the mode.</summary>
        /// <exception cref="ArgumentException">There is no such pin.</exception>
        public bool IsPinModeSupported(int pinNumber, PinMode mode) => GpioPin.HasMode(pinNumber, mode);

        public PinMode GetPinMode(int pinNumber) => OfNumber(pinNumber).GetPinMode();

        public void SetPinMode(int pinNumber, PinMode mode) => OfNumber(pinNumber).SetPinMode(mode);

        public PinValue Read(int pinNumber) => OfNumber(pinNumber).Read();

        public void Write(int pinNumber, PinValue value) => OfNumber(pinNumber).Write(value);

        /// <summary>Disposes of all pins that it opened.</summary>
        public void Dispose()
        {
            for (; _last != null; _last = _last.Before)
            {
                _last.Dispose();
            }
        }

        private GpioPin OfNumber(int pinNumber) => Find(pinNumber) ?? throw new InvalidOperationException("The pin is not open.");

        private GpioPin Find(int pinNumber)
        {
            var pin = _last;
            while (pin != null && (pin.PinNumber != pinNumber || pin.IsClosed))
            {
                pin = pin.Before;
            }

            return pin;
        }

        // Those that were disposed of since, so that the chain is no longer than what is open.
        private void Forget()
        {
            GpioPin after = null;
            for (var pin = _last; pin != null; pin = pin.Before)
            {
                if (!pin.IsClosed)
                {
                    after = pin;
                }
                else if (after == null)
                {
                    _last = pin.Before;
                }
                else
                {
                    after.Before = pin.Before;
                }
            }
        }
    }
}
