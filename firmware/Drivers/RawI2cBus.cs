// SPDX-License-Identifier: MIT
// An I2C bus for who wants to look at it by hand: whatever is on it and has no device of its own. It gets nobody past the policy: the
// addresses of devices are closed, and so are those by which one message reaches several (UM10204, 3.1.12).

using System;
using System.Device.I2c;
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>Raw access: the first byte written is the address, what follows and what is read is one transaction at 100 kHz.</summary>
    /// <remarks>It allocates when the address is another one than in the call before.</remarks>
    public sealed class RawI2cBus : WholeBus
    {
        private const int FirstAddress = 0x08;
        private const int LastAddress = 0x77;

        private readonly Bus _bus;
        private readonly bool[] _isClosed = new bool[LastAddress + 1];
        private I2cBusDevice _device;
        private int _address = -1;

        /// <inheritdoc cref="WholeBus(Bus, string, int)"/>
        public RawI2cBus(Bus bus, int busId)
            : base(bus, "i2c", busId) => _bus = bus;

        /// <summary>Nobody reaches this address here.</summary>
        public void Close(int address) => _isClosed[address] = true;

        /// <inheritdoc/>
        /// <returns>Denied for a closed address; NotSupported without one.</returns>
        public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            count = 0;
            if (write.IsEmpty)
            {
                return IoStatus.NotSupported;
            }

            int address = write[0];
            if (address < FirstAddress || address > LastAddress || _isClosed[address])
            {
                return IoStatus.Denied;
            }

            if (address != _address)
            {
                _device?.Dispose();
                _device = new I2cBusDevice(_bus, new I2cSettings(BusId, address) { Speed = I2cBusSpeed.StandardMode });
                _address = address;
            }

            return _device.Transfer(write.Slice(1), read, timeoutMs, out count);
        }
    }
}
