// SPDX-License-Identifier: MIT
// nanoFramework's GpioPin for .NET, over simulated pins: no debouncing, and events as on the board, one for each time that somebody asked.

using Wardstone.Simulation;

namespace System.Device.Gpio
{
    /// <summary>One pin.</summary>
    public sealed class GpioPin : IDisposable
    {
        private readonly PinValueChangedEventArgs _fell;
        private readonly Action _tell;
        private PinValueChangedEventHandler _handler;
        private PinMode _mode;

        private GpioPin(int pinNumber)
        {
            PinNumber = pinNumber;
            _fell = new PinValueChangedEventArgs(PinEventTypes.Falling, pinNumber);
            _tell = () => _handler?.Invoke(this, _fell);
        }

        internal static int Count => Pins.Count;

        internal bool IsClosed { get; private set; }

        // The one that its controller opened before.
        internal GpioPin Before { get; set; }

        public int PinNumber { get; }

        /// <summary>Tells once that the pin fell, or at once that it is low: who wants to hear of the next time takes the handler off and
        /// adds it again.</summary>
        /// <exception cref="InvalidOperationException">It has a handler.</exception>
        public event PinValueChangedEventHandler ValueChanged
        {
            add
            {
                if (_handler != null)
                {
                    throw new InvalidOperationException();
                }

                _handler = value;
                Pins.Listen(PinNumber, _tell);
            }

            remove
            {
                if (_handler == value && value != null)
                {
                    Pins.StopListening(PinNumber, _tell);
                    _handler = null;
                }
            }
        }

        /// <exception cref="ArgumentException">There is no such pin.</exception>
        internal static GpioPin Open(int pinNumber)
        {
            _ = Pins.Read(pinNumber);
            return new GpioPin(pinNumber);
        }

        internal static bool HasMode(int pinNumber, PinMode mode)
        {
            _ = Pins.Read(pinNumber);
            return mode <= PinMode.OutputOpenSourcePullDown;
        }

        public bool IsPinModeSupported(PinMode pinMode) => HasMode(PinNumber, pinMode);

        public PinMode GetPinMode() => _mode;

        public void SetPinMode(PinMode value) => _mode = value;

        public PinValue Read() => Pins.Read(PinNumber);

        public void Write(PinValue value) => Pins.Write(PinNumber, value);

        public void Toggle() => Write(Read() == PinValue.Low ? PinValue.High : PinValue.Low);

        public void Dispose()
        {
            ValueChanged -= _handler;
            IsClosed = true;
        }
    }
}
