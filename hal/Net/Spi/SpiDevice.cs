// SPDX-License-Identifier: MIT
// nanoFramework's SpiDevice for .NET, over a simulated bus. Bytes only: the 16-bit transfers throw. A transfer that the bus fails (FailAt)
// throws an IOException, as on the board.

using Wardstone.Simulation;

namespace System.Device.Spi
{
    /// <summary>A device on an SPI bus.</summary>
    public class SpiDevice : IDisposable
    {
        private readonly SpiConnectionSettings _settings;
        private readonly SpiBus _bus;

        /// <exception cref="ArgumentException">There is no such bus.</exception>
        public SpiDevice(SpiConnectionSettings settings)
        {
            _settings = new SpiConnectionSettings(settings);
            _bus = SpiBus.Find(settings.BusId);
        }

        ~SpiDevice() => Dispose(false);

        /// <summary>A copy.</summary>
        public SpiConnectionSettings ConnectionSettings => new SpiConnectionSettings(_settings);

        public static SpiDevice Create(SpiConnectionSettings settings) => new SpiDevice(settings);

        /// <exception cref="ArgumentException">There is no such bus.</exception>
        public static SpiBusInfo GetBusInfo(int busId)
        {
            _ = SpiBus.Find(busId);
            return new SpiBusInfo(1, 50_000_000);
        }

        public byte ReadByte()
        {
            var value = new byte[1];
            Read(value);
            return value[0];
        }

        public void WriteByte(byte value) => Write(new[] { value });

        /// <summary>Clocks zeros out while it reads.</summary>
        public void Read(SpanByte buffer) => _bus.Transfer(_settings, SpanByte.Empty, buffer);

        public void Write(SpanByte buffer) => _bus.Transfer(_settings, buffer, SpanByte.Empty);

        /// <summary>Clocks as many bytes as the longer one has; the shorter one's rest is zeros, or is dropped.</summary>
        public void TransferFullDuplex(SpanByte writeBuffer, SpanByte readBuffer) =>
            _bus.Transfer(_settings, writeBuffer, readBuffer);

        public void Read(ushort[] buffer) => throw new NotSupportedException();

        public void Write(ushort[] buffer) => throw new NotSupportedException();

        public void TransferFullDuplex(ushort[] writeBuffer, ushort[] readBuffer) => throw new NotSupportedException();

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
        }
    }
}
