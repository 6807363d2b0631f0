// SPDX-License-Identifier: MIT
// The chip selects of the SPI controllers as pins, so that programs have them as anywhere else: SpiDevice drives the one that its settings
// name, and a driver that holds one over several transfers opens it with a GpioController. They are outputs and nothing else.

using System;
using Wardstone.Controllers;

namespace Wardstone.Aspeed
{
    /// <summary>Two pins for each bus, in the order of the buses.</summary>
    public sealed class ChipSelects : PinController
    {
        private const int Output = 3; // System.Device.Gpio.PinMode

        private readonly Spi[] _buses;

        public ChipSelects(Spi[] buses)
            : base(buses.Length * Spi.Lines) => _buses = buses;

        /// <inheritdoc/>
        public override bool HasMode(int mode) => mode == Output;

        /// <inheritdoc/>
        public override void SetMode(int number, int mode)
        {
            if (!HasMode(mode))
            {
                throw new ArgumentException("A chip select is an output.");
            }
        }

        /// <inheritdoc/>
        public override bool Read(int number) => !Of(number).IsSelected(number % Spi.Lines);

        /// <inheritdoc/>
        public override void Write(int number, bool high) => Of(number).Drive(number % Spi.Lines, !high);

        /// <inheritdoc/>
        protected override void LetGo(int number) => Of(number).LetGo(number % Spi.Lines);

        private Spi Of(int number) => _buses[number / Spi.Lines];
    }
}
