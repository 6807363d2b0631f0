// SPDX-License-Identifier: MIT
// nanoFramework's GpioPin on the board: no debouncing, and of events the least that an interrupt can bear. nanoFramework has a queue and
// a thread for them; here the handler runs in the interrupt itself, above every thread: it does not allocate, throw or wait, and so it
// submits a signal and no more. Nobody is told twice without having asked twice, so a line that never rests costs no more than who
// listens to it.
//
// Must hold: who listens keeps the pin, as the interrupt is no reason for the collector to. When the component dies, the kernel takes its
// pins back, and nothing of it is called any more.

using Wardstone.Controllers;

namespace System.Device.Gpio
{
    /// <summary>One pin.</summary>
    public sealed class GpioPin : IDisposable
    {
        private readonly PinController _pins;
        private Line _line;
        private PinMode _mode;

        private GpioPin(PinController pins, int pinNumber)
        {
            _pins = pins;
            PinNumber = pinNumber;
        }

        internal static int Count => PinController.OfChip().Count;

        internal bool IsClosed { get; private set; }

        // The one that its controller opened before.
        internal GpioPin Before { get; set; }

        public int PinNumber { get; }

        /// <summary>Tells once that the pin fell, or at once that it is low: who wants to hear of the next time takes the handler off and
        /// adds it again.</summary>
        /// <exception cref="InvalidOperationException">It has a handler.</exception>
        /// <exception cref="ArgumentException">The chip has no interrupt for this pin, or another pin has that.</exception>
        public event PinValueChangedEventHandler ValueChanged
        {
            add
            {
                _line ??= new Line(this);
                if (_line.Handler != null)
                {
                    throw new InvalidOperationException();
                }

                _line.Handler = value;
                if (!_pins.Listen(PinNumber, _line))
                {
                    _line.Handler = null;
                    throw new ArgumentException("The pin has no interrupt.");
                }
            }

            remove
            {
                if (_line != null && _line.Handler == value)
                {
                    _pins.StopListening(PinNumber);
                    _line.Handler = null;
                }
            }
        }

        internal static GpioPin Open(int pinNumber)
        {
            var pins = PinController.OfChip();
            pins.Open(pinNumber);
            return new GpioPin(pins, pinNumber);
        }

        internal static bool HasMode(int pinNumber, PinMode mode)
        {
            var pins = PinController.OfChip();
            pins.Check(pinNumber);
            return pins.HasMode((int)mode);
        }

        public bool IsPinModeSupported(PinMode pinMode) => _pins.HasMode((int)pinMode);

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
            if (!IsClosed)
            {
                IsClosed = true;
                ValueChanged -= _line?.Handler;
                _pins.Close(PinNumber);
            }
        }

        // What the interrupt calls. All that a handler gets is there before.
        private sealed class Line : IInterruptHandler
        {
            private readonly GpioPin _pin;
            private readonly PinValueChangedEventArgs _fell;

            public Line(GpioPin pin)
            {
                _pin = pin;
                _fell = new PinValueChangedEventArgs(PinEventTypes.Falling, pin.PinNumber);
            }

            public PinValueChangedEventHandler Handler { get; set; }

            public void HandleInterrupt() => Handler(_pin, _fell);
        }
    }
}
