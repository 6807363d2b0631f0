// SPDX-License-Identifier: MIT
// Says twice a second how warm it is. The bus is the AST1030 evaluation board's, whose QEMU model has a sensor there.

using System.Device.I2c;
using System.Diagnostics;
using System.Threading;

namespace Samples.Tmp105
{
    public class Program
    {
        private const int BusId = 1; // where your board has it: most number their buses from 1
        private const int Address = 0x4D;
        private const int PauseMs = 500;

        public static void Main()
        {
            using (Tmp105 sensor = new Tmp105(new I2cDevice(new I2cConnectionSettings(BusId, Address))))
            {
                I2cTransferStatus status = sensor.Start();
                if (status != I2cTransferStatus.FullTransfer)
                {
                    string place = "address 0x" + Address.ToString("X2") + " of bus " + BusId.ToString();
                    Debug.WriteLine("No TMP105 at " + place + ": " + Name(status));
                    return;
                }

                Thread.Sleep(Tmp105.FirstMeasurementMs);
                while (true)
                {
                    status = sensor.Read(out int milliCelsius);
                    Debug.WriteLine(status == I2cTransferStatus.FullTransfer ? Text(milliCelsius) : "No answer: " + Name(status));
                    Thread.Sleep(PauseMs);
                }
            }
        }

        private static string Text(int milliCelsius)
        {
            int size = milliCelsius < 0 ? -milliCelsius : milliCelsius;
            return (milliCelsius < 0 ? "-" : "") + (size / 1000).ToString() + "." + (size % 1000).ToString("D3") + " C";
        }

        private static string Name(I2cTransferStatus status)
        {
            switch (status)
            {
                case I2cTransferStatus.SlaveAddressNotAcknowledged:
                    return "nobody acknowledges";
                case I2cTransferStatus.ClockStretchTimeout:
                    return "the clock is held low";
                default:
                    return "the transfer failed";
            }
        }
    }
}
