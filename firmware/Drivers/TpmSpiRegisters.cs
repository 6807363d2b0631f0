// SPDX-License-Identifier: MIT
// The registers of a TPM on SPI (PC Client PTP, SPI hardware protocol). A frame is one chip select: four bytes of header, perhaps
// wait states, up to 64 bytes of data. In the last byte of the header, and in every byte of a wait state, bit 0 from the TPM says
// whether data follow. So a frame is a transaction of several segments, and the chip select a pin. There is no link checksum: a disturbed
// bit in a response goes unnoticed.
//
// Must hold: SPI mode 0, a clock the TPM can take.

using System;
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>Registers over a device on an SPI bus, in locality 0.</summary>
    public sealed class TpmSpiRegisters : ITpmRegisters
    {
        private const int MaxData = 64;
        private const int HeaderSize = 4;
        private const int ReadFrame = 0x80;
        private const int AddressSpace = 0xD4; // The TPM's, in the header's second byte; then locality (0) and register.
        private const int LocalityShift = 12;
        private const int WaitStateTimeoutMs = 20;

        private readonly IBusDevice _device;
        private readonly byte[] _header = new byte[HeaderSize];
        private readonly byte[] _received = new byte[HeaderSize];
        private readonly byte[] _release = { TpmRegister.AccessActive };

        /// <param name="device">The TPM, its chip select held from Begin to End.</param>
        public TpmSpiRegisters(IBusDevice device) => _device = device;

        public bool HasChecksum => false;

        /// <summary>There is nothing to learn on SPI.</summary>
        public IoStatus Open() => IoStatus.Ok;

        public IoStatus Read(int register, SpanByte data) => Transfer(register, data, true);

        public IoStatus Write(int register, SpanByte data) => Transfer(register, data, false);

        public IoStatus Release(int locality) => Transfer((locality << LocalityShift) | TpmRegister.Access, _release, false);

        public IoStatus Notify(Signal signal) => _device.Notify(signal);

        private IoStatus Transfer(int register, SpanByte data, bool read)
        {
            for (int moved = 0; moved < data.Length;)
            {
                int count = data.Length - moved < MaxData ? data.Length - moved : MaxData;
                IoStatus status = Begin();
                if (status != IoStatus.Ok)
                {
                    return status;
                }

                status = MoveFrame(register, data.Slice(moved, count), read);
                IoStatus end = _device.End();
                status = status == IoStatus.Ok ? end : status;
                if (status != IoStatus.Ok)
                {
                    return status;
                }

                moved += count;
            }

            return IoStatus.Ok;
        }

        private IoStatus Begin()
        {
            BusTurn turn = default;
            IoStatus status;
            do
            {
                status = _device.Begin();
            }
            while (status == IoStatus.Busy && turn.Comes());
            return status;
        }

        private IoStatus MoveFrame(int register, SpanByte data, bool read)
        {
            _header[0] = (byte)((read ? ReadFrame : 0) | (data.Length - 1));
            _header[1] = AddressSpace;
            _header[2] = (byte)(register >> 8);
            _header[3] = (byte)register;
            IoStatus status = _device.Exchange(_header, _received);
            if (status == IoStatus.Ok && (_received[HeaderSize - 1] & 1) == 0)
            {
                status = AwaitData();
            }

            return status != IoStatus.Ok ? status : read ? _device.Read(data, 0, out _) : _device.Write(data, 0);
        }

        /// <summary>The wait states.</summary>
        private IoStatus AwaitData()
        {
            SpanByte state = new SpanByte(_received, 0, 1);
            Deadline deadline = Deadline.After(WaitStateTimeoutMs);
            for (bool late = false; !late;)
            {
                late = deadline.HasPassed;
                IoStatus status = _device.Read(state, 0, out _);
                if (status != IoStatus.Ok || (state[0] & 1) != 0)
                {
                    return status;
                }
            }

            return IoStatus.Timeout;
        }
    }
}
