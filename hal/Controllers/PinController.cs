// SPDX-License-Identifier: MIT
// What System.Device.Gpio asks of a chip's pins. No chip has them yet.

using System;

namespace Wardstone.Controllers
{
    /// <summary>The general-purpose pins of the chip, by its own numbers.</summary>
    public abstract class PinController
    {
        private static readonly PinController[] Chip = new PinController[1];

        /// <summary>Makes these the pins that programs open. Once, while the board starts.</summary>
        public void Attach() => Chip[0] = this;

        /// <exception cref="ArgumentException">The board has no pins to open.</exception>
        public static PinController OfChip() => Chip[0] ?? throw new ArgumentException("No pins.");

        /// <summary>How many there are, numbered from 0.</summary>
        public abstract int Count { get; }

        /// <param name="number">The pin.</param>
        /// <param name="mode">A System.Device.Gpio.PinMode.</param>
        public abstract void SetMode(int number, int mode);

        /// <summary>Whether the pin is high.</summary>
        public abstract bool Read(int number);

        public abstract void Write(int number, bool high);
    }
}
