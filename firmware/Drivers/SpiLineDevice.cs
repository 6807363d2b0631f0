// SPDX-License-Identifier: MIT
// A device on an SPI bus whose chip select is the controller's: active during one transfer and no longer. So a call is one transfer of
// at most MaxTransfer bytes, and there are no transactions of several segments: what needs one is refused and not sent in parts.

using System;
using System.Device.Spi;
using System.IO;
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>A device on an SPI bus, its chip select a line of the controller.</summary>
    public sealed class SpiLineDevice : BusDevice
    {
        private readonly Bus _bus;
        private readonly SpiDevice _device;
        private readonly int _mode;

        // What a Transfer sends and gets, both of its parts; one transfer has both.
        private readonly byte[] _sent;
        private readonly byte[] _received;

        /// <exception cref="ArgumentException">The board has no such bus or line, or it is another component's.</exception>
        public SpiLineDevice(Bus bus, SpiSettings settings)
            : base(bus)
        {
            _bus = bus;
            _device = new SpiDevice(new SpiConnectionSettings(settings.BusId, settings.ChipSelect)
            {
                Mode = settings.Mode,
                ClockFrequency = settings.ClockHz,
            });
            _mode = (int)settings.Mode;
            _sent = new byte[settings.MaxTransfer];
            _received = new byte[settings.MaxTransfer];
        }

        /// <returns>NotSupported: the controller cannot hold chip select.</returns>
        public override IoStatus Begin() => IoStatus.NotSupported;

        /// <inheritdoc/>
        public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
        {
            IoStatus status = Enter(buffer.Length);
            count = 0;
            if (status == IoStatus.Ok)
            {
                status = Clock(SpanByte.Empty, buffer);
                count = status == IoStatus.Ok ? buffer.Length : 0;
            }

            return status;
        }

        /// <inheritdoc/>
        public override IoStatus Write(SpanByte data, int timeoutMs)
        {
            IoStatus status = Enter(data.Length);
            return status == IoStatus.Ok ? Clock(data, SpanByte.Empty) : status;
        }

        /// <inheritdoc/>
        public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            count = 0;
            int length = write.Length + read.Length;
            IoStatus status = Enter(length);
            if (status != IoStatus.Ok)
            {
                return status;
            }

            write.CopyTo(_sent);
            Array.Clear(_sent, write.Length, read.Length);
            status = Clock(new SpanByte(_sent, 0, length), new SpanByte(_received, 0, length));
            if (status == IoStatus.Ok)
            {
                new SpanByte(_received, write.Length, read.Length).CopyTo(read);
                count = read.Length;
            }

            return status;
        }

        /// <inheritdoc/>
        public override IoStatus Exchange(SpanByte write, SpanByte read)
        {
            IoStatus status = write.Length == read.Length ? Enter(write.Length) : IoStatus.TooLong;
            return status == IoStatus.Ok ? Clock(write, read) : status;
        }

        private IoStatus Clock(SpanByte write, SpanByte read)
        {
            try
            {
                _device.TransferFullDuplex(write, read);
                return IoStatus.Ok;
            }
            catch (IOException)
            {
                Statistics.Count(IoStatus.BusError);
                return IoStatus.BusError;
            }
        }

        private IoStatus Enter(int length)
        {
            if (length > _sent.Length)
            {
                return IoStatus.TooLong;
            }

            IoStatus status = Enter();
            if (status == IoStatus.Ok)
            {
                _bus.ClockMode = _mode; // which the controller sets before it selects
                Statistics.Bytes += length;
            }

            return status;
        }
    }
}
