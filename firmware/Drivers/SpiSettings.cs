// SPDX-License-Identifier: MIT
using System.Device.Spi;

namespace Wardstone.Drivers
{
    /// <summary>How a device on an SPI bus is reached: eight bits, most significant first, chip select active low.</summary>
    public sealed class SpiSettings
    {
        /// <param name="busId">Number of the bus, as the board counts them.</param>
        /// <param name="chipSelect">The pin (<see cref="SpiBusDevice"/>), or the controller's line (<see cref="SpiLineDevice"/>).</param>
        public SpiSettings(int busId, int chipSelect)
        {
            BusId = busId;
            ChipSelect = chipSelect;
        }

        public int BusId { get; }

        public int ChipSelect { get; }

        /// <summary>Polarity and phase of the clock.</summary>
        public SpiMode Mode { get; set; } = SpiMode.Mode0;

        /// <summary>The fastest clock that the device allows, in hertz.</summary>
        public int ClockHz { get; set; } = 1_000_000;

        /// <summary>The pin of its interrupt, which the device pulls low; -1 for none. For <see cref="SpiBusDevice"/>.</summary>
        public int Interrupt { get; set; } = -1;

        /// <summary>Most bytes that the bus's controller moves at once.</summary>
        public int MaxTransfer { get; set; } = 64;
    }
}
