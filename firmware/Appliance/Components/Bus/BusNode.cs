// SPDX-License-Identifier: MIT
using Wardstone.Drivers;
using Wardstone.Runtime.Hid;

namespace Wardstone.Components
{
    /// <summary>+ i2c_bus NAME, + spi_bus NAME</summary>
    internal sealed class BusNode : DeviceNode
    {
        private readonly string _busKind;
        private bool _isRaw;

        /// <param name="table">As for every node.</param>
        /// <param name="busKind">i2c or spi.</param>
        public BusNode(BusTable table, string busKind)
            : base(table, busKind) => _busKind = busKind;

        protected override BusEntryKind Kind => IsI2c ? BusEntryKind.I2cBus : BusEntryKind.SpiBus;

        protected override int Number => 0;

        protected override string Needs => "a bus needs a name and 'bus'";

        private bool IsI2c => _busKind == "i2c";

        protected override bool HasBus(int busId) => IsI2c ? I2cNode.IsThere(busId) : SpiNode.IsThere(busId);

        protected override string ReadAttribute(HidReader config)
        {
            if (IsI2c && HidText.Is(config.Tag, "raw"))
            {
                return HidText.TryFlag(config.Value, out _isRaw) ? "" : "'raw' is yes or no";
            }

            return HidErrorWords.Unexpected(config, HidToken.Attribute);
        }

        protected override BusDevice Create() =>
            _isRaw ? new RawI2cBus(Bus, BusId) : new WholeBus(Bus, _busKind, BusId);
    }
}
