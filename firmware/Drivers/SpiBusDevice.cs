// SPDX-License-Identifier: MIT
// A device of System.Device.Spi as a device on a bus. Its chip select is a pin of its own, which an SpiDevice would raise between
// transfers: so a transaction may have as many segments, and a segment as many bytes, as it likes.
// Bound of a call: its bytes at the device's clock. What the controller cannot do is a BusError; the transaction is then to be ended.
//
// Must hold: chip select is active from Begin to End, or for one call, and never while another device has the bus. The clock line changes
// its idle level only while nobody is selected. What the interrupt calls counts it, submits a signal, and does nothing else.

using System;
using System.Device.Gpio;
using System.Device.Spi;
using System.IO;
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>A device on an SPI bus, its chip select a pin.</summary>
    public sealed class SpiBusDevice : BusDevice, IDisposable
    {
        private readonly Bus _bus;
        private readonly SpiDevice _device;
        private readonly GpioPin _chipSelect;
        private readonly GpioPin _interrupt;
        private readonly PinValueChangedEventHandler _fell;
        private readonly int _mode;
        private readonly int _maxTransfer;
        private readonly byte[] _idle = new byte[1];
        private Signal _signal;
        private bool _isSelected;

        /// <summary>Leaves it not selected, whoever had selected it before. That is to be done for all devices of a bus before one is
        /// used.</summary>
        /// <exception cref="ArgumentException">The board has no such bus or pin, or it is another component's.</exception>
        public SpiBusDevice(Bus bus, SpiSettings settings)
            : base(bus)
        {
            _bus = bus;
            _chipSelect = new GpioController().OpenPin(settings.ChipSelect, PinMode.Output);
            _chipSelect.Write(PinValue.High);
            _device = new SpiDevice(
                new SpiConnectionSettings(settings.BusId) { Mode = settings.Mode, ClockFrequency = settings.ClockHz });
            _mode = (int)settings.Mode;
            _maxTransfer = settings.MaxTransfer;
            if (settings.Interrupt >= 0)
            {
                _interrupt = new GpioController().OpenPin(settings.Interrupt, PinMode.InputPullUp);
                _fell = OnFall;
            }
        }

        /// <inheritdoc/>
        public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            count = 0;
            IoStatus status = Enter();
            if (status == IoStatus.Ok)
            {
                Listen();
                status = Clock(write, SpanByte.Empty, write.Length);
                status = status == IoStatus.Ok ? Clock(SpanByte.Empty, read, read.Length) : status;
                Rest();
                count = status == IoStatus.Ok ? read.Length : 0;
            }

            return status;
        }

        /// <inheritdoc/>
        public override IoStatus Exchange(SpanByte write, SpanByte read)
        {
            if (write.Length != read.Length)
            {
                return IoStatus.TooLong;
            }

            IoStatus status = Enter();
            if (status == IoStatus.Ok)
            {
                Listen();
                status = Clock(write, read, write.Length);
                Rest();
            }

            return status;
        }

        /// <inheritdoc/>
        /// <remarks>Once: when the interrupt goes active, or at once if it is. Who wants to be told of the next one asks anew.</remarks>
        public override IoStatus Notify(Signal signal)
        {
            if (_interrupt == null)
            {
                return IoStatus.NotSupported;
            }

            _interrupt.ValueChanged -= _fell;
            _signal = signal;
            _interrupt.ValueChanged += _fell;
            return IoStatus.Ok;
        }

        /// <summary>Gives its pins and the chip select back.</summary>
        public void Dispose()
        {
            _device.Dispose();
            _chipSelect.Dispose();
            if (_interrupt != null)
            {
                _interrupt.Dispose();
            }
        }

        /// <inheritdoc/>
        protected override void Select()
        {
            // Nobody takes the byte. If it fails, the clock may be at the wrong level: then the device is not to be selected.
            _isSelected = _bus.ClockMode == _mode || Clock(_idle, SpanByte.Empty, 0, _idle.Length) == IoStatus.Ok;
            if (_isSelected)
            {
                _bus.ClockMode = _mode;
                _chipSelect.Write(PinValue.Low);
            }
        }

        /// <inheritdoc/>
        protected override void Deselect() => _chipSelect.Write(PinValue.High);

        private void OnFall(object sender, PinValueChangedEventArgs change)
        {
            Statistics.Interrupts++;
            _signal.Submit();
        }

        // Within a transaction the device is selected already, and stays it.
        private void Listen()
        {
            if (!HasBegun)
            {
                Select();
            }
        }

        private void Rest()
        {
            if (!HasBegun)
            {
                Deselect();
            }
        }

        // As many transfers as the controller needs for it. One of the two may be empty.
        private IoStatus Clock(SpanByte write, SpanByte read, int length)
        {
            if (!_isSelected)
            {
                return IoStatus.BusError;
            }

            for (int done = 0; done < length;)
            {
                int count = length - done < _maxTransfer ? length - done : _maxTransfer;
                IoStatus status = Clock(write, read, done, count);
                if (status != IoStatus.Ok)
                {
                    return status;
                }

                done += count;
            }

            Statistics.Bytes += length;
            return IoStatus.Ok;
        }

        private IoStatus Clock(SpanByte write, SpanByte read, int start, int count)
        {
            try
            {
                if (read.IsEmpty)
                {
                    _device.Write(write.Slice(start, count));
                }
                else if (write.IsEmpty)
                {
                    _device.Read(read.Slice(start, count));
                }
                else
                {
                    _device.TransferFullDuplex(write.Slice(start, count), read.Slice(start, count));
                }

                return IoStatus.Ok;
            }
            catch (IOException)
            {
                Statistics.Count(IoStatus.BusError);
                return IoStatus.BusError;
            }
        }
    }
}
