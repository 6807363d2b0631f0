// SPDX-License-Identifier: MIT
using Wardstone.Drivers;

namespace Wardstone.Components
{
    /// <summary>Which two of a kind exclude each other is the kind's matter: an address on its bus, a pin anywhere.</summary>
    internal enum BusEntryKind
    {
        I2c,
        SpiPin,
        SpiLine,
        I2cBus,
        SpiBus,
    }

    /// <summary>A device of the configuration.</summary>
    internal sealed class BusEntry
    {
        public string Name;
        public BusEntryKind Kind;
        public int BusId;

        /// <summary>Address, pin or line; 0 for a bus.</summary>
        public int Number;

        public BusDevice Device;

        /// <summary>Whose it is; null as long as nobody has asked for it.</summary>
        public string Client;
    }
}
