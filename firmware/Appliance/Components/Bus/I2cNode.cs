// SPDX-License-Identifier: MIT
using System;
using System.Device.I2c;
using Wardstone.Drivers;
using Wardstone.Runtime.Hid;

namespace Wardstone.Components
{
    /// <summary>+ i2c NAME</summary>
    internal sealed class I2cNode : DeviceNode
    {
        private const int MinAddress = 0x08;
        private const int MaxAddress = 0x77;
        private const int MaxRetries = 100;
        private const int MaxDelayMs = 100;

        private int _address = -1;
        private I2cBusSpeed _speed = I2cBusSpeed.FastMode;
        private int _nakRetries;
        private int _stretchRetries;
        private int _retryDelayMs = 1;

        public I2cNode(BusTable table)
            : base(table, "i2c")
        {
        }

        protected override BusEntryKind Kind => BusEntryKind.I2c;

        protected override int Number => _address;

        protected override string Needs => "a device on I2C needs a name, 'bus' and 'address'";

        /// <summary>Whether a bus is there shows when somebody opens a device on it.</summary>
        public static bool IsThere(int busId)
        {
            try
            {
                new I2cDevice(new I2cConnectionSettings(busId, MinAddress)).Dispose();
                return true;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }

        protected override bool HasBus(int busId) => IsThere(busId);

        protected override string ReadAttribute(HidReader config)
        {
            if (HidText.Is(config.Tag, "address"))
            {
                return HidText.TryNumber(config.Value, MinAddress, MaxAddress, out _address) ? "" : "'address' is 0x08 to 0x77";
            }

            if (HidText.Is(config.Tag, "clock_khz"))
            {
                return TrySpeed(config.Value) ? "" : "'clock_khz' is 100, 400 or 1000";
            }

            if (HidText.Is(config.Tag, "nak_retries"))
            {
                return HidText.TryNumber(config.Value, 0, MaxRetries, out _nakRetries) ? "" : "'nak_retries' is 0 to 100";
            }

            if (HidText.Is(config.Tag, "stretch_retries"))
            {
                return HidText.TryNumber(config.Value, 0, MaxRetries, out _stretchRetries) ? "" : "'stretch_retries' is 0 to 100";
            }

            if (HidText.Is(config.Tag, "retry_delay_ms"))
            {
                return HidText.TryNumber(config.Value, 0, MaxDelayMs, out _retryDelayMs) ? "" : "'retry_delay_ms' is 0 to 100";
            }

            return HidErrorWords.Unexpected(config, HidToken.Attribute);
        }

        protected override BusDevice Create() => new I2cBusDevice(Bus, new I2cSettings(BusId, _address)
        {
            Speed = _speed,
            NakRetries = _nakRetries,
            StretchRetries = _stretchRetries,
            RetryDelayMs = _retryDelayMs,
        });

        private bool TrySpeed(SpanByte text)
        {
            _speed = HidText.Is(text, "100") ? I2cBusSpeed.StandardMode
                : HidText.Is(text, "400") ? I2cBusSpeed.FastMode
                : I2cBusSpeed.FastModePlus;
            return _speed != I2cBusSpeed.FastModePlus || HidText.Is(text, "1000");
        }
    }
}
