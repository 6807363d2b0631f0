// SPDX-License-Identifier: MIT
// The registers of a TPM on SPI (PC Client PTP, SPI hardware protocol). A frame is one chip select: four bytes of header, perhaps
// wait states, up to 64 bytes of data. In the last byte of the header, and in every byte of a wait state, bit 0 from the TPM says
// whether data follow. Chip select stays low over all of that, so it is a pin of its own here: an SpiDevice
// would raise it between transfers. There is no link checksum: a disturbed bit in a response goes unnoticed.
//
// Must hold: SPI mode 0, eight bits, most significant first, a clock the TPM can take; no chip select line in the SpiDevice's settings.

using System;
using System.Device.Gpio;
using System.Device.Spi;
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>Registers over an SpiDevice and its chip select, in locality 0.</summary>
    public sealed class TpmSpiRegisters : ITpmRegisters
    {
        private const int MaxData = 64;
        private const int HeaderSize = 4;
        private const int ReadFrame = 0x80;
        private const int AddressSpace = 0xD4; // The TPM's, in the header's second byte; then locality (0) and register.
        private const int WaitStateTimeoutMs = 20;

        private readonly SpiDevice _device;
        private readonly GpioPin _chipSelect;
        private readonly byte[] _header = new byte[HeaderSize];
        private readonly byte[] _received = new byte[HeaderSize];

        /// <param name="device">The bus.</param>
        /// <param name="chipSelect">An output, active low.</param>
        public TpmSpiRegisters(SpiDevice device, GpioPin chipSelect)
        {
            _device = device;
            _chipSelect = chipSelect;
            _chipSelect.Write(PinValue.High);
        }

        public bool HasChecksum => false;

        /// <summary>There is nothing to learn on SPI.</summary>
        public IoStatus Open() => IoStatus.Ok;

        public IoStatus Read(int register, SpanByte data) => Transfer(register, data, true);

        public IoStatus Write(int register, SpanByte data) => Transfer(register, data, false);

        private IoStatus Transfer(int register, SpanByte data, bool read)
        {
            for (int moved = 0; moved < data.Length;)
            {
                int count = data.Length - moved < MaxData ? data.Length - moved : MaxData;
                _chipSelect.Write(PinValue.Low);
                IoStatus status = SendHeader(register, count, read);
                if (status == IoStatus.Ok)
                {
                    SpanByte part = data.Slice(moved, count);
                    if (read)
                    {
                        _device.Read(part);
                    }
                    else
                    {
                        _device.Write(part);
                    }
                }

                _chipSelect.Write(PinValue.High);
                if (status != IoStatus.Ok)
                {
                    return status;
                }

                moved += count;
            }

            return IoStatus.Ok;
        }

        /// <summary>The header, and the wait states after it.</summary>
        private IoStatus SendHeader(int register, int count, bool read)
        {
            _header[0] = (byte)((read ? ReadFrame : 0) | (count - 1));
            _header[1] = AddressSpace;
            _header[2] = (byte)(register >> 8);
            _header[3] = (byte)register;
            _device.TransferFullDuplex(_header, _received);
            if ((_received[HeaderSize - 1] & 1) != 0)
            {
                return IoStatus.Ok;
            }

            var deadline = Deadline.After(WaitStateTimeoutMs);
            while (true)
            {
                bool late = deadline.HasPassed;
                if ((_device.ReadByte() & 1) != 0)
                {
                    return IoStatus.Ok;
                }

                if (late)
                {
                    return IoStatus.Timeout;
                }
            }
        }
    }
}
