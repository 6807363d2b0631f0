// SPDX-License-Identifier: MIT
using System.Device.I2c;

namespace Wardstone.Drivers
{
    /// <summary>How a device on an I2C bus is reached, and what is done when it does not answer at once. A message has no limit of length
    /// here: it cannot be split, so that is the controller's part.</summary>
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

        /// <summary>How often a call is repeated whose address was not acknowledged, within the caller's bound: no byte has moved then. An
        /// EEPROM that writes is asked like this; a TPM's driver does it itself.</summary>
        public int NakRetries { get; set; }

        /// <summary>How often a call is repeated that the controller gave up as the device held the clock, within the caller's bound.
        /// No byte is known to have moved then, but one may have: only for devices that bear it.</summary>
        public int StretchRetries { get; set; }

        /// <summary>Pause before each repetition, in milliseconds.</summary>
        public int RetryDelayMs { get; set; } = 1;
    }
}
