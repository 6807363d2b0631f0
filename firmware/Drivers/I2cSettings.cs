// SPDX-License-Identifier: MIT
using System.Device.I2c;

namespace Wardstone.Drivers
{
    /// <summary>How a device on an I2C bus is reached.</summary>
    public sealed class I2cSettings
    {
        public I2cSettings(int busId, int address)
        {
            BusId = busId;
            Address = address;
        }

        /// <summary>Number of the bus, as the board counts them.</summary>
        public int BusId { get; }

        /// <summary>Seven bits, without the bit for reading.</summary>
        public int Address { get; }

        /// <summary>The fastest clock that the device allows.</summary>
        public I2cBusSpeed Speed { get; set; } = I2cBusSpeed.FastMode;
    }
}
