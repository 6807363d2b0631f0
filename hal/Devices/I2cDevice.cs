// SPDX-License-Identifier: MIT
// nanoFramework's I2cDevice on the board, over whatever controller the board attached to the bus. It never throws for what
// happens on the bus, except from ReadByte, which has no other way to say it.

using System.IO;
using Wardstone.Controllers;

namespace System.Device.I2c
{
    /// <summary>A device on an I2C bus.</summary>
    public class I2cDevice : IDisposable
    {
        private readonly I2cController _controller;
        private readonly int _clockHz;
        private readonly byte[] _byte = new byte[1];

        /// <exception cref="ArgumentException">There is no such bus.</exception>
        public I2cDevice(I2cConnectionSettings settings)
        {
            ConnectionSettings = settings;
            _controller = I2cController.OfBus(settings.BusId);
            _clockHz = settings.BusSpeed == I2cBusSpeed.StandardMode ? 100_000
                : settings.BusSpeed == I2cBusSpeed.FastMode ? 400_000
                : 1_000_000;
        }

        ~I2cDevice()
        {
        }

        public I2cConnectionSettings ConnectionSettings { get; }

        public static I2cDevice Create(I2cConnectionSettings settings) => new I2cDevice(settings);

        public byte ReadByte() => Read(_byte).Status == I2cTransferStatus.FullTransfer ? _byte[0] : throw new IOException();

        public I2cTransferResult WriteByte(byte value)
        {
            _byte[0] = value;
            return Write(_byte);
        }

        /// <summary>One message: START, address, the bytes, STOP.</summary>
        public I2cTransferResult Read(SpanByte buffer) => Transfer(SpanByte.Empty, buffer);

        /// <inheritdoc cref="Read"/>
        public I2cTransferResult Write(SpanByte buffer) => Transfer(buffer, SpanByte.Empty);

        /// <summary>Two messages with a repeated START between them.</summary>
        public I2cTransferResult WriteRead(SpanByte writeBuffer, SpanByte readBuffer) => Transfer(writeBuffer, readBuffer);

        public void Dispose() => GC.SuppressFinalize(this);

        private I2cTransferResult Transfer(SpanByte write, SpanByte read)
        {
            var outcome = _controller.Transfer(ConnectionSettings.DeviceAddress, _clockHz, write, read, out var transferred);
            var status = outcome == I2cOutcome.Done ? I2cTransferStatus.FullTransfer : FailureOf(outcome, transferred);
            return new I2cTransferResult(status, (uint)transferred);
        }

        private static I2cTransferStatus FailureOf(I2cOutcome outcome, int transferred)
        {
            switch (outcome)
            {
                case I2cOutcome.AddressNotAcknowledged when transferred == 0:
                    return I2cTransferStatus.SlaveAddressNotAcknowledged;
                case I2cOutcome.AddressNotAcknowledged:
                case I2cOutcome.DataNotAcknowledged:
                    return I2cTransferStatus.PartialTransfer;
                case I2cOutcome.Timeout:
                    return I2cTransferStatus.ClockStretchTimeout;
                default:
                    return I2cTransferStatus.UnknownError;
            }
        }
    }
}
