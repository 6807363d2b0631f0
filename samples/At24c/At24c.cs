// SPDX-License-Identifier: MIT
// The I2C EEPROMs with two bytes of address, 4 to 64 KiB: AT24C32 to AT24C512 (datasheet AT24C256C, DS20006042A) and the like of other
// makers. Smaller ones have one byte of address and are not for this driver; nor is the write-protect pin.
//
// Nothing in the chip says what it is or how large: whoever constructs it says so, and a page that is given too large loses data.
// After the constructor nothing is allocated; one thread at a time.

using System;
using System.Device.I2c;
using System.Threading;

namespace Samples.At24c
{
    /// <summary>An EEPROM.</summary>
    public class At24c : IDisposable
    {
        // "AC Characteristics": a write cycle takes 5 ms at most, 10 ms in older chips. Each poll sleeps 1 ms or more.
        private const int MostPolls = 25;
        private const int PollMs = 1;

        private const int AddressSize = 2;
        private const int SmallestSizeBytes = 4 * 1024;
        private const int LargestSizeBytes = 64 * 1024;
        private const int SmallestPageBytes = 8;
        private const int LargestPageBytes = 256;

        // nanoFramework counts the bytes of a transfer with sixteen bits.
        private const int MostReadAtOnceBytes = 16 * 1024;

        private readonly I2cDevice _device;
        private readonly int _pageBytes;
        private readonly byte[] _pointer = new byte[AddressSize];
        private readonly byte[] _page; // address and data of one write

        /// <param name="device">Address 0x50 to 0x57. It is the driver's from now on.</param>
        /// <param name="sizeBytes">What it holds, a power of two: 4096 (AT24C32) to 65,536 (AT24C512).</param>
        /// <param name="pageBytes">What it writes at once, a power of two: 32 (AT24C32, 64), 64 (AT24C128, 256), 128 (AT24C512). A smaller
        /// one is right too, and slower.</param>
        /// <exception cref="ArgumentNullException">There is no device.</exception>
        /// <exception cref="ArgumentException">No such EEPROM has this address, size or page.</exception>
        public At24c(I2cDevice device, int sizeBytes, int pageBytes)
        {
            if (device == null)
            {
                throw new ArgumentNullException();
            }

            // "Device Addressing": 1010xxx.
            if ((device.ConnectionSettings.DeviceAddress & ~7) != 0x50)
            {
                throw new ArgumentException("An EEPROM has an address from 0x50 to 0x57.");
            }

            if (!IsPowerOfTwo(sizeBytes) || sizeBytes < SmallestSizeBytes || sizeBytes > LargestSizeBytes
                || !IsPowerOfTwo(pageBytes) || pageBytes < SmallestPageBytes || pageBytes > LargestPageBytes)
            {
                throw new ArgumentException("No EEPROM with two bytes of address has this size or page.");
            }

            _device = device;
            _pageBytes = pageBytes;
            _page = new byte[AddressSize + pageBytes];
            SizeBytes = sizeBytes;
        }

        /// <summary>What it holds.</summary>
        public int SizeBytes { get; }

        /// <summary>Reads any number of bytes ("Sequential Read").</summary>
        /// <param name="address">Of the first one.</param>
        /// <param name="buffer">Where they go; what is in it after a failure means nothing.</param>
        /// <returns>FullTransfer, or how the bus failed: SlaveAddressNotAcknowledged if nobody is there.</returns>
        /// <exception cref="ArgumentOutOfRangeException">The bytes are not all in the EEPROM.</exception>
        public I2cTransferStatus Read(int address, SpanByte buffer)
        {
            Check(address, buffer.Length);
            int done = 0;
            while (done < buffer.Length)
            {
                int count = Least(buffer.Length - done, MostReadAtOnceBytes);
                Put(_pointer, address + done);
                I2cTransferStatus status = _device.WriteRead(_pointer, buffer.Slice(done, count)).Status;
                if (status != I2cTransferStatus.FullTransfer)
                {
                    return status;
                }

                done += count;
            }

            return I2cTransferStatus.FullTransfer;
        }

        /// <summary>Writes any number of bytes, page by page, and waits until they are in: up to 25 polls for each page, of a millisecond
        /// and a transfer.</summary>
        /// <param name="address">Of the first one.</param>
        /// <param name="data">The bytes.</param>
        /// <returns>FullTransfer; else how the bus failed, and some of the pages may be written: SlaveAddressNotAcknowledged if nobody is
        /// there, or the EEPROM did not come back from a write; PartialTransfer if it refused a byte, as one may that is
        /// write-protected.</returns>
        /// <exception cref="ArgumentOutOfRangeException">The bytes are not all in the EEPROM.</exception>
        public I2cTransferStatus Write(int address, SpanByte data)
        {
            Check(address, data.Length);
            int done = 0;
            while (done < data.Length)
            {
                // "Page Write": the address rolls over within the page, so none may go beyond its end.
                int count = Least(data.Length - done, _pageBytes - ((address + done) & (_pageBytes - 1)));
                Put(_page, address + done);
                data.Slice(done, count).CopyTo(new SpanByte(_page, AddressSize, count));
                I2cTransferStatus status = _device.Write(new SpanByte(_page, 0, AddressSize + count)).Status;
                if (status == I2cTransferStatus.FullTransfer)
                {
                    status = WaitForEndOfWrite();
                }

                if (status != I2cTransferStatus.FullTransfer)
                {
                    return status;
                }

                done += count;
            }

            return I2cTransferStatus.FullTransfer;
        }

        /// <summary>Disposes of the device.</summary>
        public void Dispose()
        {
            _device.Dispose();
        }

        // "Acknowledge Polling": it does not acknowledge until the write cycle is over. The address alone writes nothing.
        private I2cTransferStatus WaitForEndOfWrite()
        {
            I2cTransferStatus status = I2cTransferStatus.UnknownError;
            for (int i = 0; i < MostPolls; i++)
            {
                status = _device.Write(new SpanByte(_page, 0, AddressSize)).Status;
                if (status != I2cTransferStatus.SlaveAddressNotAcknowledged)
                {
                    return status;
                }

                Thread.Sleep(PollMs);
            }

            return status;
        }

        private void Check(int address, int count)
        {
            if (address < 0 || address > SizeBytes || count > SizeBytes - address)
            {
                throw new ArgumentOutOfRangeException();
            }
        }

        // Most significant byte first.
        private static void Put(byte[] bytes, int address)
        {
            bytes[0] = (byte)(address >> 8);
            bytes[1] = (byte)address;
        }

        private static bool IsPowerOfTwo(int value)
        {
            return value > 0 && (value & (value - 1)) == 0;
        }

        private static int Least(int a, int b)
        {
            return a < b ? a : b;
        }
    }
}
