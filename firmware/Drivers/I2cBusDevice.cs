// SPDX-License-Identifier: MIT
using System;
using System.Device.I2c;
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>A device of System.Device.I2c as a device on a bus. Bound of a call: that of the bus's controller.</summary>
    public sealed class I2cBusDevice : CharDevice, IBusDevice
    {
        private readonly Bus _bus;
        private readonly I2cDevice _device;

        /// <exception cref="ArgumentException">The board has no such bus, or it is another component's.</exception>
        public I2cBusDevice(Bus bus, I2cSettings settings)
        {
            _bus = bus;
            _device = new I2cDevice(new I2cConnectionSettings(settings.BusId, settings.Address, settings.Speed));
        }

        /// <inheritdoc/>
        public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
        {
            IoStatus status = _bus.IsFreeFor(this) ? StatusOf(_device.Read(buffer).Status) : IoStatus.Busy;
            count = status == IoStatus.Ok ? buffer.Length : 0;
            return status;
        }

        /// <inheritdoc/>
        public override IoStatus Write(SpanByte data, int timeoutMs) =>
            _bus.IsFreeFor(this) ? StatusOf(_device.Write(data).Status) : IoStatus.Busy;

        /// <inheritdoc/>
        public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            IoStatus status = _bus.IsFreeFor(this) ? StatusOf(_device.WriteRead(write, read).Status) : IoStatus.Busy;
            count = status == IoStatus.Ok ? read.Length : 0;
            return status;
        }

        /// <inheritdoc/>
        public IoStatus Begin() => _bus.TryTake(this) ? IoStatus.Ok : IoStatus.Busy;

        /// <inheritdoc/>
        public IoStatus Exchange(SpanByte write, SpanByte read) => IoStatus.NotSupported;

        /// <inheritdoc/>
        public IoStatus End() => _bus.TryRelease(this) ? IoStatus.Ok : IoStatus.Interrupted;

        private static IoStatus StatusOf(I2cTransferStatus status)
        {
            switch (status)
            {
                case I2cTransferStatus.FullTransfer: return IoStatus.Ok;
                case I2cTransferStatus.SlaveAddressNotAcknowledged: return IoStatus.NotAcknowledged;
                case I2cTransferStatus.PartialTransfer: return IoStatus.PartialTransfer;
                case I2cTransferStatus.ClockStretchTimeout: return IoStatus.Timeout;
                default: return IoStatus.BusError;
            }
        }
    }
}
