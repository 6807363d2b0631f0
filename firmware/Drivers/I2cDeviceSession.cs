// SPDX-License-Identifier: MIT
using System;
using System.Device.I2c;
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>A device of System.Device.I2c as an I2C session.</summary>
    public sealed class I2cDeviceSession : II2cSession
    {
        private readonly I2cDevice _device;

        public I2cDeviceSession(I2cDevice device) => _device = device;

        /// <inheritdoc/>
        public IoStatus Write(SpanByte data) => StatusOf(_device.Write(data).Status);

        /// <inheritdoc/>
        public IoStatus Read(SpanByte buffer) => StatusOf(_device.Read(buffer).Status);

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
