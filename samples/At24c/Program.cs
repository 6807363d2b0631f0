// SPDX-License-Identifier: MIT
// Shows the beginning of an EEPROM, counts its own starts in it, and writes a text across the boundary of two pages.

using System;
using System.Device.I2c;
using System.Diagnostics;

namespace Samples.At24c
{
    public class Program
    {
        private const int BusId = 2; // where your board has it: most number their buses from 1
        private const int Address = 0x50;
        private const int SizeBytes = 32 * 1024; // an AT24C256
        private const int PageBytes = 64;

        private const int ShownBytes = 16;
        private const int CounterAddress = 0x20; // four bytes, most significant first
        private const int TextAddress = PageBytes - 6;
        private const string Text = "written by a nanoFramework driver";

        public static void Main()
        {
            using (At24c eeprom = new At24c(new I2cDevice(new I2cConnectionSettings(BusId, Address)), SizeBytes, PageBytes))
            {
                I2cTransferStatus status = Run(eeprom);
                if (status == I2cTransferStatus.SlaveAddressNotAcknowledged)
                {
                    Debug.WriteLine("No EEPROM at address 0x" + Address.ToString("X2") + " of bus " + BusId.ToString() + ", or it hangs");
                }
                else if (status != I2cTransferStatus.FullTransfer)
                {
                    Debug.WriteLine("The bus failed: status " + ((int)status).ToString());
                }
            }
        }

        private static I2cTransferStatus Run(At24c eeprom)
        {
            byte[] beginning = new byte[ShownBytes];
            I2cTransferStatus status = eeprom.Read(0, beginning);
            if (status != I2cTransferStatus.FullTransfer)
            {
                return status;
            }

            Debug.WriteLine("It begins with " + BitConverter.ToString(beginning));
            status = CountStart(eeprom);
            return status == I2cTransferStatus.FullTransfer ? WriteText(eeprom) : status;
        }

        private static I2cTransferStatus CountStart(At24c eeprom)
        {
            byte[] counter = new byte[4];
            I2cTransferStatus status = eeprom.Read(CounterAddress, counter);
            if (status != I2cTransferStatus.FullTransfer)
            {
                return status;
            }

            uint starts = ((uint)counter[0] << 24) | ((uint)counter[1] << 16) | ((uint)counter[2] << 8) | counter[3];
            starts = starts == 0xFFFFFFFF ? 1 : starts + 1; // an EEPROM comes with all bits set
            for (int i = 0; i < counter.Length; i++)
            {
                counter[i] = (byte)(starts >> (24 - (8 * i)));
            }

            status = eeprom.Write(CounterAddress, counter);
            if (status == I2cTransferStatus.FullTransfer)
            {
                Debug.WriteLine("Start number " + starts.ToString());
            }

            return status;
        }

        private static I2cTransferStatus WriteText(At24c eeprom)
        {
            byte[] text = new byte[Text.Length];
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = (byte)Text[i];
            }

            I2cTransferStatus status = eeprom.Write(TextAddress, text);
            if (status != I2cTransferStatus.FullTransfer)
            {
                return status;
            }

            byte[] read = new byte[text.Length];
            status = eeprom.Read(TextAddress, read);
            if (status == I2cTransferStatus.FullTransfer)
            {
                string range = text.Length.ToString() + " bytes at 0x" + TextAddress.ToString("X4");
                Debug.WriteLine("Wrote " + range + (AreEqual(text, read) ? ", and read them back" : ", and read something else"));
            }

            return status;
        }

        private static bool AreEqual(byte[] a, byte[] b)
        {
            for (int i = 0; i < a.Length; i++)
            {
                if (a[i] != b[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
