// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Device.Spi;
using System.Text;

namespace Wardstone.Simulation
{
    /// <summary>What went over a simulated SPI bus from one change of the chip selects to the next.</summary>
    public sealed class SpiFrame
    {
        /// <summary>Which target was selected, in the order of their attachment; -1: none was.</summary>
        public int Target { get; init; }

        /// <summary>The settings of its first byte's sender.</summary>
        public SpiMode Mode { get; init; }

        /// <inheritdoc cref="Mode"/>
        public int ClockHz { get; init; }

        public List<byte> Written { get; } = new();

        public List<byte> Read { get; } = new();

        /// <summary>Target, then what went out and what came in for each byte.</summary>
        public override string ToString()
        {
            var text = new StringBuilder(Target < 0 ? "none" : $"{Target}");
            for (var i = 0; i < Written.Count; i++)
            {
                text.Append($" {Written[i]:X2}/{Read[i]:X2}");
            }

            return text.ToString();
        }
    }
}
