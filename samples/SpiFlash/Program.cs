// SPDX-License-Identifier: MIT
// Says what flash there is and how it begins, then erases its last sector and programs a few pages of that.

using System;
using System.Device.Gpio;
using System.Device.Spi;
using System.Diagnostics;
using System.IO;

namespace Samples.SpiFlash
{
    public class Program
    {
        // Where your board has it. On the AST1030 evaluation board: SPI1, and its first chip select.
        private const int BusId = 1;
        private const int ChipSelectPin = 0;
        private const int ClockHz = 20_000_000;

        private const int ShownBytes = 16;
        private const int OffsetInSector = 200; // so that the bytes lie in four pages
        private const int ProgrammedBytes = 600;

        public static void Main()
        {
            SpiDevice device = SpiDevice.Create(new SpiConnectionSettings(BusId) { ClockFrequency = ClockHz });
            GpioPin chipSelect = new GpioController().OpenPin(ChipSelectPin, PinMode.Output);
            using (SpiFlash flash = new SpiFlash(device, chipSelect))
            {
                try
                {
                    Run(flash);
                }
                catch (IOException)
                {
                    Debug.WriteLine("The SPI controller failed");
                }
            }
        }

        private static void Run(SpiFlash flash)
        {
            bool isKnown = flash.TryIdentify();
            string id = "0x" + flash.Manufacturer.ToString("X2") + ", kind 0x" + flash.Kind.ToString("X2");
            if (!isKnown)
            {
                Debug.WriteLine("No flash with a JEDEC id: maker " + id);
                return;
            }

            Debug.WriteLine("A flash of maker " + id + ": " + (flash.SizeBytes / 1024).ToString() + " KiB");
            byte[] beginning = new byte[ShownBytes];
            flash.Read(0, beginning);
            Debug.WriteLine("It begins with " + BitConverter.ToString(beginning));

            int sector = flash.SizeBytes - SpiFlash.SectorBytes;
            SpiFlashStatus status = flash.EraseSector(sector);
            if (status != SpiFlashStatus.Ok)
            {
                Debug.WriteLine("The last sector was not erased: status " + ((int)status).ToString());
                return;
            }

            Debug.WriteLine("Erased the last sector");
            ProgramAndCompare(flash, sector + OffsetInSector);
        }

        private static void ProgramAndCompare(SpiFlash flash, int address)
        {
            byte[] data = new byte[ProgrammedBytes];
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = (byte)(i * 7);
            }

            SpiFlashStatus status = flash.Program(address, data);
            if (status != SpiFlashStatus.Ok)
            {
                Debug.WriteLine("Not programmed: status " + ((int)status).ToString());
                return;
            }

            byte[] read = new byte[data.Length];
            flash.Read(address, read);
            for (int i = 0; i < data.Length; i++)
            {
                if (read[i] != data[i])
                {
                    Debug.WriteLine("Byte " + i.ToString() + " is 0x" + read[i].ToString("X2") + ", not 0x" + data[i].ToString("X2"));
                    return;
                }
            }

            Debug.WriteLine("Programmed " + data.Length.ToString() + " bytes at 0x" + address.ToString("X8") + ", and read them back");
        }
    }
}
