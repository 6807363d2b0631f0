// SPDX-License-Identifier: MIT
// A plain nanoFramework program: one thread reads a TMP105 (or TMP75) on I2C once a second, the other shows what it last read. Nothing in
// it knows what board or runtime it is on.

using System.Device.I2c;
using System.Diagnostics;
using System.Threading;

namespace Standalone
{
    public class Program
    {
        private const int Bus = 1;
        private const int Address = 0x4D; // where QEMU's ast1030-evb has one
        private const int PeriodMs = 1000;

        public static void Main()
        {
            var sensor = new Sensor(I2cDevice.Create(new I2cConnectionSettings(Bus, Address)));
            var reader = new Thread(() =>
            {
                while (true)
                {
                    sensor.Read();
                    Thread.Sleep(PeriodMs);
                }
            });
            reader.Start();

            for (var shown = 0; ; shown++)
            {
                sensor.WaitForNext();
                Debug.WriteLine("reading " + shown + ": " + sensor.Text());
            }
        }
    }
}
