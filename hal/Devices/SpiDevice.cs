// SPDX-License-Identifier: MIT
// nanoFramework's SpiDevice on the board, over whatever controller the board attached to the bus. Bytes only, most
// significant bit first: the 16-bit transfers throw. A transfer that the controller could not do throws an IOException, made beforehand:
// nanoFramework throws what its driver's error code says, and there is no result to return.

using System.Device.Gpio;
using System.IO;
using Wardstone.Controllers;

namespace System.Device.Spi
{
    /// <summary>A device on an SPI bus.</summary>
    public class SpiDevice : IDisposable
    {
        private readonly SpiConnectionSettings _settings;
        private readonly SpiController _controller;
        private readonly GpioPin _chipSelect;
        private readonly IOException _failure = new IOException();
        private readonly byte[] _byte = new byte[1];

        /// <exception cref="ArgumentException">There is no such bus, it is another component's, or its slowest clock is too fast for the
        /// device.</exception>
        /// <exception cref="InvalidOperationException">There is no such pin, or it is the board's or another component's.</exception>
        public SpiDevice(SpiConnectionSettings settings)
        {
            _settings = new SpiConnectionSettings(settings);
            _controller = SpiController.OfBus(settings.BusId);
            if (settings.ClockFrequency < _controller.MinClockHz)
            {
                throw new ArgumentException("The SPI bus's slowest clock is faster.");
            }

            if (settings.ChipSelectLine >= 0)
            {
                _chipSelect = new GpioController().OpenPin(settings.ChipSelectLine, PinMode.Output);
                _chipSelect.Write(PinValue.High);
            }
        }

        ~SpiDevice() => Dispose(false);

        /// <summary>A copy.</summary>
        public SpiConnectionSettings ConnectionSettings => new SpiConnectionSettings(_settings);

        public static SpiDevice Create(SpiConnectionSettings settings) => new SpiDevice(settings);

        public static SpiBusInfo GetBusInfo(int busId)
        {
            var controller = SpiController.OfBus(busId);
            return new SpiBusInfo(controller.MinClockHz, controller.MaxClockHz);
        }

        /// <exception cref="IOException">The controller could not do it. So do all transfers.</exception>
        public byte ReadByte()
        {
            Read(_byte);
            return _byte[0];
        }

        public void WriteByte(byte value)
        {
            _byte[0] = value;
            Write(_byte);
        }

        /// <summary>Clocks zeros out while it reads.</summary>
        public void Read(SpanByte buffer) => TransferFullDuplex(SpanByte.Empty, buffer);

        public void Write(SpanByte buffer) => TransferFullDuplex(buffer, SpanByte.Empty);

        /// <summary>Clocks as many bytes as the longer one has; the shorter one's rest is zeros, or is dropped.</summary>
        public void TransferFullDuplex(SpanByte writeBuffer, SpanByte readBuffer)
        {
            var mode = (int)_settings.Mode;
            var outcome = _controller.Transfer(_settings.ChipSelectLine, _settings.ClockFrequency, mode, writeBuffer, readBuffer);
            if (outcome != SpiOutcome.Done)
            {
                throw _failure;
            }
        }

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
            if (disposing && _chipSelect != null)
            {
                _chipSelect.Dispose();
            }
        }
    }
}
