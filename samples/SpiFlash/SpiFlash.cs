// SPDX-License-Identifier: MIT
// A serial NOR flash on SPI (datasheet Winbond W25Q256JV, revision I; most chips with a JEDEC id have the same commands): what it is,
// reading, programming, erasing sectors of 4 KiB. One data line each way; no protection bits, no power-down.
//
// The chip select is a pin of the driver's own, held low over a write and a read: a transfer that goes both ways at once would do as well
// where the controller has one, but memory controllers are half duplex.
//
// After the constructor nothing is allocated; one thread at a time. A controller that fails throws an IOException, and the chip is
// deselected.

using System;
using System.Device.Gpio;
using System.Device.Spi;
using System.Threading;

namespace Samples.SpiFlash
{
    /// <summary>How programming or erasing ended.</summary>
    public enum SpiFlashStatus
    {
        Ok,

        /// <summary>The chip did not take Write Enable: it is protected, or not there.</summary>
        NotWritable,

        /// <summary>The chip was busy for longer than any takes.</summary>
        BusyTooLong,
    }

    /// <summary>A flash.</summary>
    public class SpiFlash : IDisposable
    {
        /// <summary>What an erase clears at least, and begins at.</summary>
        public const int SectorBytes = 4096;

        // "Instruction Set Table": those for 24 bits of address, and for 32.
        private const byte ReadData = 0x03;
        private const byte ReadData4 = 0x13;
        private const byte PageProgram = 0x02;
        private const byte PageProgram4 = 0x12;
        private const byte SectorErase = 0x20;
        private const byte SectorErase4 = 0x21;
        private const byte WriteEnable = 0x06;
        private const byte ReadStatus1 = 0x05;
        private const byte ReadJedecId = 0x9F;

        // "Status Register-1"
        private const byte Busy = 1 << 0;
        private const byte WriteEnableLatch = 1 << 1;

        private const int PageBytes = 256;
        private const int LargestWith24Bits = 1 << 24;

        // "AC Electrical Characteristics": a page takes 3 ms at most, a sector 400 ms; older chips take longer. Each poll sleeps 1 ms or
        // more.
        private const int MostPollsOfPage = 25;
        private const int MostPollsOfSector = 1000;
        private const int PollMs = 1;

        // nanoFramework counts the bytes of a transfer with sixteen bits.
        private const int MostReadAtOnceBytes = 16 * 1024;

        // The exponents of sizes that this driver believes: 64 KiB to 64 MiB. Larger ones have other codes.
        private const int LeastCapacity = 16;
        private const int MostCapacity = 26;

        private readonly SpiDevice _device;
        private readonly GpioPin _chipSelect;
        private readonly byte[] _command = new byte[5];
        private readonly byte[] _answer = new byte[3];

        /// <param name="device">Without a chip select line (-1), mode 0. It is the driver's from now on.</param>
        /// <param name="chipSelect">The chip's, an output. It is the driver's from now on.</param>
        /// <exception cref="ArgumentNullException">One is missing.</exception>
        /// <exception cref="ArgumentException">The device drives a chip select itself, or has another mode.</exception>
        public SpiFlash(SpiDevice device, GpioPin chipSelect)
        {
            if (device == null || chipSelect == null)
            {
                throw new ArgumentNullException();
            }

            SpiConnectionSettings settings = device.ConnectionSettings;
            if (settings.ChipSelectLine >= 0 || settings.Mode != SpiMode.Mode0)
            {
                throw new ArgumentException("The driver holds the chip select itself, and uses mode 0.");
            }

            _device = device;
            _chipSelect = chipSelect;
            _chipSelect.Write(PinValue.High);
        }

        /// <summary>JEDEC's number of who made it: 0xEF Winbond, 0xC2 Macronix, 0x20 Micron. 0 before TryIdentify.</summary>
        public int Manufacturer { get; private set; }

        /// <summary>The maker's number of the kind.</summary>
        public int Kind { get; private set; }

        /// <summary>What it holds; 0 before TryIdentify.</summary>
        public int SizeBytes { get; private set; }

        /// <summary>Asks the chip what it is ("Read JEDEC ID"). Everything else comes after this.</summary>
        /// <returns>false if nothing answers, or something without a size by that rule: the size stays 0.</returns>
        public bool TryIdentify()
        {
            _command[0] = ReadJedecId;
            Ask(1, _answer);
            Manufacturer = _answer[0];
            Kind = _answer[1];
            int capacity = _answer[2];
            bool isAnswer = Manufacturer != 0 && Manufacturer != 0xFF && capacity >= LeastCapacity && capacity <= MostCapacity;
            SizeBytes = isAnswer ? 1 << capacity : 0;
            return isAnswer;
        }

        /// <summary>Reads any number of bytes.</summary>
        /// <param name="address">Of the first one.</param>
        /// <param name="buffer">Where they go.</param>
        /// <exception cref="ArgumentOutOfRangeException">Not all are in the flash: in one that was not identified, none is.</exception>
        public void Read(int address, SpanByte buffer)
        {
            Check(address, buffer.Length);
            int done = 0;
            while (done < buffer.Length)
            {
                int count = Least(buffer.Length - done, MostReadAtOnceBytes);
                Ask(Put(ReadData, ReadData4, address + done), buffer.Slice(done, count));
                done += count;
            }
        }

        /// <summary>Clears bits, page by page, and waits until that is done, up to 25 polls of 1 ms for each page. Only an erase sets bits:
        /// it comes before.</summary>
        /// <param name="address">Of the first byte.</param>
        /// <param name="data">The bytes.</param>
        /// <returns>Ok; else some of the pages may be programmed.</returns>
        /// <exception cref="ArgumentOutOfRangeException">They are not all in the flash.</exception>
        public SpiFlashStatus Program(int address, SpanByte data)
        {
            Check(address, data.Length);
            int done = 0;
            while (done < data.Length)
            {
                // "Page Program": the address wraps within the page, so none may go beyond its end.
                int count = Least(data.Length - done, PageBytes - ((address + done) & (PageBytes - 1)));
                if (!TryEnableWrite())
                {
                    return SpiFlashStatus.NotWritable;
                }

                Tell(Put(PageProgram, PageProgram4, address + done), data.Slice(done, count));
                if (!IsReadySoon(MostPollsOfPage))
                {
                    return SpiFlashStatus.BusyTooLong;
                }

                done += count;
            }

            return SpiFlashStatus.Ok;
        }

        /// <summary>Sets all bits of a sector, and waits until that is done, up to 1000 polls of 1 ms.</summary>
        /// <param name="address">Where the sector begins.</param>
        /// <returns>Ok, or why not.</returns>
        /// <exception cref="ArgumentOutOfRangeException">No sector of the flash begins there.</exception>
        public SpiFlashStatus EraseSector(int address)
        {
            Check(address, SectorBytes);
            if ((address & (SectorBytes - 1)) != 0)
            {
                throw new ArgumentOutOfRangeException();
            }

            if (!TryEnableWrite())
            {
                return SpiFlashStatus.NotWritable;
            }

            Tell(Put(SectorErase, SectorErase4, address), SpanByte.Empty);
            return IsReadySoon(MostPollsOfSector) ? SpiFlashStatus.Ok : SpiFlashStatus.BusyTooLong;
        }

        /// <summary>Disposes of device and pin. The chip stays deselected.</summary>
        public void Dispose()
        {
            _device.Dispose();
            _chipSelect.Dispose();
        }

        // "Write Enable": the latch says whether the chip took it; programming and erasing clear it.
        private bool TryEnableWrite()
        {
            _command[0] = WriteEnable;
            Tell(1, SpanByte.Empty);
            int status = Status();
            return (status & WriteEnableLatch) != 0 && (status & Busy) == 0;
        }

        private bool IsReadySoon(int mostPolls)
        {
            for (int i = 0; i < mostPolls; i++)
            {
                if ((Status() & Busy) == 0)
                {
                    return true;
                }

                Thread.Sleep(PollMs);
            }

            return false;
        }

        private int Status()
        {
            _command[0] = ReadStatus1;
            Ask(1, new SpanByte(_answer, 0, 1));
            return _answer[0];
        }

        // Commands with an address take 32 bits of it where 24 do not reach everything. Returns the command's length.
        private int Put(byte command, byte command4, int address)
        {
            bool isLong = SizeBytes > LargestWith24Bits;
            int length = isLong ? 5 : 4;
            _command[0] = isLong ? command4 : command;
            for (int i = 1; i < length; i++)
            {
                _command[i] = (byte)(address >> (8 * (length - 1 - i)));
            }

            return length;
        }

        // A command and what the chip says to it.
        private void Ask(int length, SpanByte answer)
        {
            _chipSelect.Write(PinValue.Low);
            try
            {
                _device.Write(new SpanByte(_command, 0, length));
                _device.Read(answer);
            }
            finally
            {
                _chipSelect.Write(PinValue.High);
            }
        }

        // A command and what comes with it.
        private void Tell(int length, SpanByte data)
        {
            _chipSelect.Write(PinValue.Low);
            try
            {
                _device.Write(new SpanByte(_command, 0, length));
                if (!data.IsEmpty)
                {
                    _device.Write(data);
                }
            }
            finally
            {
                _chipSelect.Write(PinValue.High);
            }
        }

        private void Check(int address, int count)
        {
            if (address < 0 || address > SizeBytes || count > SizeBytes - address)
            {
                throw new ArgumentOutOfRangeException();
            }
        }

        private static int Least(int a, int b)
        {
            return a < b ? a : b;
        }
    }
}
