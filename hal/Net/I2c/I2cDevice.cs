// SPDX-License-Identifier: MIT
// nanoFramework's I2cDevice for .NET, over a simulated bus. It never throws for what happens on the bus, except
// from ReadByte, which has no other way to say it.

using System.IO;
using Wardstone.Simulation;

namespace System.Device.I2c
{
    /// <summary>A device on an I2C bus.</summary>
    public class I2cDevice : IDisposable
    {
        private readonly I2cBus _bus;

        /// <exception cref="ArgumentException">There is no such bus.</exception>
        public I2cDevice(I2cConnectionSettings settings)
        {
            ConnectionSettings = settings;
            _bus = I2cBus.Find(settings.BusId);
        }

        ~I2cDevice()
        {
        }

        public I2cConnectionSettings ConnectionSettings { get; }

        public static I2cDevice Create(I2cConnectionSettings settings) => new I2cDevice(settings);

        public byte ReadByte()
        {
            var value = new byte[1];
            return Read(value).Status == I2cTransferStatus.FullTransfer ? value[0] : throw new IOException();
        }

        public I2cTransferResult WriteByte(byte value) => Write(new[] { value });

        /// <summary>One message: START, address, the bytes, STOP.</summary>
        public I2cTransferResult Read(SpanByte buffer) => WriteRead(SpanByte.Empty, buffer);

        /// <inheritdoc cref="Read"/>
        public I2cTransferResult Write(SpanByte buffer) => WriteRead(buffer, SpanByte.Empty);

        /// <summary>Two messages with a repeated START between them.</summary>
        public I2cTransferResult WriteRead(SpanByte writeBuffer, SpanByte readBuffer)
        {
            var settings = ConnectionSettings;
            var status = _bus.Transfer(settings.DeviceAddress, settings.BusSpeed, writeBuffer, readBuffer, out var transferred);
            return new I2cTransferResult(status, transferred);
        }

        public void Dispose() => GC.SuppressFinalize(this);
    }
}
