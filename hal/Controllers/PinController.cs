// SPDX-License-Identifier: MIT
// What System.Device.Gpio asks of a chip's pins, and whose each of them is: the board's, which connected it to a peripheral or uses it
// itself; one component's, from its first OpenPin to its last Dispose or its death; the system's, as long as no component asks;
// or nobody's.
//
// When a component dies the kernel quiets its pins. A pin that it drove is let go and pulled up: what is selected, reset or enabled by a
// low level, as chips are, is so no longer, and a board that needs the other level has a stronger resistor. What Dispose leaves
// is left on purpose: mode and level stay.

using System;
using System.Threading;

namespace Wardstone.Controllers
{
    /// <summary>The general-purpose pins of the chip, by its own numbers.</summary>
    public abstract class PinController
    {
        // Owners beside the kernel's numbers of domains, which are addresses.
        private const int TheSystem = 0;
        private const int Nobody = 1;
        private const int Board = 3;

        private static readonly PinController[] Chip = new PinController[1];

        private readonly int[] _owners;
        private readonly int[] _opens;

        /// <param name="count">How many there are, numbered from 0.</param>
        protected PinController(int count)
        {
            _owners = new int[count];
            _opens = new int[count];
            for (var i = 0; i < count; i++)
            {
                _owners[i] = Nobody;
            }
        }

        /// <summary>Makes these the pins that programs open. Once, while the board starts.</summary>
        public void Attach()
        {
            Chip[0] = this;
            Devices.Add(this);
        }

        /// <exception cref="ArgumentException">The board has no pins to open.</exception>
        public static PinController OfChip() => Chip[0] ?? throw new ArgumentException("No pins.");

        /// <summary>How many there are, numbered from 0.</summary>
        public int Count => _owners.Length;

        /// <exception cref="ArgumentException">There is no such pin.</exception>
        public void Check(int number)
        {
            if ((uint)number >= (uint)Count)
            {
                throw new ArgumentException("No such pin.");
            }
        }

        /// <summary>Makes it the pin of the component that asks, which may open it several times. What the system opened while the board
        /// started goes over to the first component that asks, as a <see cref="Device"/> does.</summary>
        /// <exception cref="ArgumentException">There is no such pin, or it is not to be had.</exception>
        public void Open(int number)
        {
            Check(number);
            var owner = Devices.CurrentOwner;
            var before = Interlocked.CompareExchange(ref _owners[number], owner, Nobody);
            if (before == TheSystem && owner != TheSystem)
            {
                before = Interlocked.CompareExchange(ref _owners[number], owner, TheSystem);
                _opens[number] = before == TheSystem ? 0 : _opens[number];
                before = before == TheSystem ? Nobody : before;
            }

            if (before != Nobody && before != owner)
            {
                throw new ArgumentException(before == Board ? "The pin is the board's." : "The pin is another component's.");
            }

            _ = Interlocked.Increment(ref _opens[number]);
        }

        /// <summary>The end of one Open. After the last the pin is nobody's.</summary>
        public void Close(int number)
        {
            if (Interlocked.Decrement(ref _opens[number]) == 0)
            {
                StopListening(number);
                _owners[number] = Nobody;
            }
        }

        /// <summary>Keeps a pin for the board, while that starts: nobody opens it.</summary>
        public void Keep(int number) => _owners[number] = Board;

        /// <summary>Whether the chip's pins have a mode, a System.Device.Gpio.PinMode.</summary>
        public abstract bool HasMode(int mode);

        /// <param name="number">The pin.</param>
        /// <param name="mode">A System.Device.Gpio.PinMode. An output begins with the level that the pin had.</param>
        /// <exception cref="ArgumentException">The chip's pins have no such mode.</exception>
        public abstract void SetMode(int number, int mode);

        /// <summary>Whether the pin is high.</summary>
        public abstract bool Read(int number);

        public abstract void Write(int number, bool high);

        /// <summary>Has <paramref name="handler"/> called once: when the pin falls, or right away if it is low. Who wants to hear of the
        /// next time listens again, so that a pin that never rests does not keep the processor busy.</summary>
        /// <returns>false: the chip has no interrupt for this pin, or another pin has that.</returns>
        public virtual bool Listen(int number, IInterruptHandler handler) => false;

        /// <summary>Gives the pin's interrupt back.</summary>
        public virtual void StopListening(int number)
        {
        }

        /// <summary>The pins' owner is dead. Called with its threads stopped for good.</summary>
        internal void QuietAllOf(int owner)
        {
            for (var i = 0; i < _owners.Length; i++)
            {
                if (_owners[i] == owner)
                {
                    StopListening(i);
                    LetGo(i);
                    _opens[i] = 0;
                    _owners[i] = Nobody;
                }
            }
        }

        /// <summary>Makes an output an input that is pulled up. As StopListening, it does not allocate, throw or wait: a handler calls
        /// it.</summary>
        protected abstract void LetGo(int number);
    }
}
