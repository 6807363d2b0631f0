// SPDX-License-Identifier: MIT
// A device of System.Device.I2c as a device on a bus. Each segment is a message of its own; Transfer is two with a repeated START between
// them. A line that a device holds low is freed by the controller's driver, with nine clocks, before the next message.
// Bound of a call: the caller's, plus one transfer of the bus's controller.

using System;
using System.Device.I2c;
using System.Runtime.CompilerServices;
using System.Threading;
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>A device on an I2C bus.</summary>
    public sealed class I2cBusDevice : BusDevice, IDisposable
    {
        private readonly I2cDevice _device;
        private readonly int _nakRetries;
        private readonly int _stretchRetries;
        private readonly int _retryDelayMs;

        /// <exception cref="ArgumentException">The board has no such bus, or it is another component's.</exception>
        public I2cBusDevice(Bus bus, I2cSettings settings)
            : base(bus)
        {
            _device = new I2cDevice(new I2cConnectionSettings(settings.BusId, settings.Address, settings.Speed));
            _nakRetries = settings.NakRetries;
            _stretchRetries = settings.StretchRetries;
            _retryDelayMs = settings.RetryDelayMs;
        }

        /// <inheritdoc/>
        public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            count = 0;
            IoStatus status = Enter();
            if (status == IoStatus.Ok)
            {
                status = _nakRetries + _stretchRetries == 0
                    ? StatusOf(Send(write, read).Status)
                    : Repeat(write, read, Deadline.After(timeoutMs));
            }

            if (status == IoStatus.Ok)
            {
                Statistics.Bytes += write.Length + read.Length;
                count = read.Length;
            }

            return status;
        }

        /// <summary>Gives the address back to System.Device.I2c.</summary>
        public void Dispose() => _device.Dispose();

        private IoStatus Repeat(SpanByte write, SpanByte read, Deadline end)
        {
            int naks = 0;
            int stretches = 0;
            while (true)
            {
                I2cTransferResult result = Send(write, read);
                IoStatus status = StatusOf(result.Status);
                bool isToRepeat = status == IoStatus.NotAcknowledged ? naks++ < _nakRetries
                    : status == IoStatus.Timeout && result.BytesTransferred == 0 && stretches++ < _stretchRetries;
                if (!isToRepeat || !end.LeavesTimeFor(_retryDelayMs))
                {
                    return status;
                }

                Thread.Sleep(_retryDelayMs);
                Statistics.Retries++;
            }
        }

        [MethodImpl((MethodImplOptions)256)]
        private I2cTransferResult Send(SpanByte write, SpanByte read) =>
            read.IsEmpty ? _device.Write(write)
            : write.IsEmpty ? _device.Read(read)
            : _device.WriteRead(write, read);

        [MethodImpl((MethodImplOptions)256)]
        private IoStatus StatusOf(I2cTransferStatus result) =>
            result == I2cTransferStatus.FullTransfer ? IoStatus.Ok : Count(result);

        private IoStatus Count(I2cTransferStatus result)
        {
            IoStatus status = result == I2cTransferStatus.SlaveAddressNotAcknowledged ? IoStatus.NotAcknowledged
                : result == I2cTransferStatus.PartialTransfer ? IoStatus.PartialTransfer
                : result == I2cTransferStatus.ClockStretchTimeout ? IoStatus.Timeout
                : IoStatus.BusError;
            Statistics.Count(status);
            return status;
        }
    }
}
