// SPDX-License-Identifier: MIT
// nanoFramework's System.Device.I2c for .NET: how a device is addressed, and how a transfer ended.

namespace System.Device.I2c
{
    public enum I2cBusSpeed
    {
        /// <summary>100 kHz.</summary>
        StandardMode,

        /// <summary>400 kHz.</summary>
        FastMode,

        /// <summary>1 MHz.</summary>
        FastModePlus,
    }

    public enum I2cTransferStatus
    {
        UnknownError,
        FullTransfer,
        ClockStretchTimeout,
        PartialTransfer,
        SlaveAddressNotAcknowledged,
    }

    public struct I2cTransferResult
    {
        internal I2cTransferResult(I2cTransferStatus status, uint bytesTransferred)
        {
            Status = status;
            BytesTransferred = bytesTransferred;
        }

        /// <summary>Bytes that were acknowledged (written) or taken (read), the address not counted.</summary>
        public uint BytesTransferred { get; }

        public I2cTransferStatus Status { get; }
    }

    public sealed class I2cConnectionSettings
    {
        /// <summary>Addresses a device in fast mode.</summary>
        public I2cConnectionSettings(int busId, int deviceAddress)
            : this(busId, deviceAddress, I2cBusSpeed.FastMode)
        {
        }

        /// <param name="busId">Number of the bus.</param>
        /// <param name="deviceAddress">Seven bits, not shifted.</param>
        /// <param name="busSpeed">The speed of transfers to this device.</param>
        public I2cConnectionSettings(int busId, int deviceAddress, I2cBusSpeed busSpeed)
        {
            BusId = busId;
            DeviceAddress = deviceAddress;
            BusSpeed = busSpeed;
        }

        public int BusId { get; }

        public int DeviceAddress { get; }

        public I2cBusSpeed BusSpeed { get; }
    }
}
