// SPDX-License-Identifier: MIT
// The appliance on a stock nanoCLR. All that differs from board to board stands at the head of this class: change it to what is wired, and
// the buses of init.hid with it. README.md has the pins of two boards. On an ESP32 the pins of a bus are chosen by software: see there.
//
// What it measures is not an image, which it could not read, but what the build says that it was compiled from (Measured.targets).
// An exception that nobody catches would end the program in silence, so Main catches all, and stays to be seen.

using System;
using System.Threading;
using Wardstone.Appliance;
using Wardstone.Drivers;
using Wardstone.MeasuredBoot;
using Wardstone.Runtime;

namespace Wardstone.NanoFramework
{
    public static class Program
    {
        // The line to the host: a serial port other than the debugger's.
        private const string LinkPort = "COM6";
        private const int LinkBaud = 115200;

        // Where the TPM is. nanoFramework counts buses from 1.
        private static readonly bool TpmIsOnSpi = false;
        private const int I2cBus = 1;
        private const int I2cAddress = 0x2E;
        private const int SpiBus = 2;
        private const int SpiChipSelect = 11;
        private const int SpiClockHz = 1_000_000;

        // Counted, so that init.hid means the same as elsewhere, and not held to: the heap is one.
        private const int Ram = 256 * 1024;

        public static void Main()
        {
            try
            {
                Run();
            }
            catch (Exception exception)
            {
                Console.WriteLine("Wardstone ended: " + exception.GetType().FullName + " " + exception.Message);
                Console.WriteLine(exception.StackTrace);
            }

            Thread.Sleep(Timeout.Infinite);
        }

        private static void Run()
        {
            TextRom sources = new TextRom(Measured.Sources);
            SourceImage image = SourceImage.Read(sources);
            TextRom config = new TextRom(Measured.Config);
            Platform platform = new Platform
            {
                Board = image.Board,
                Version = image.Version,
                BuildId = image.BuildId,
                Image = sources,
                Components = new TextRom(image.Components()),
                Config = config,
                Tpm = Tpm(),
                Log = new ConsoleLog(),
                Kernel = new PlainKernel(Ram),
                Parents = new ParentSession[]
                {
                    new ParentSession("Terminal", "console", new ConsoleTerminal()),
                    new ParentSession("Terminal", "link", new SerialTerminal(LinkPort, LinkBaud)),
                    new ParentSession("Log", "ring", new NoLog()),
                    new ParentSession("Rom", "config", config),
                },
            };
            new Appliance.Appliance(platform).Run();
        }

        private static ICharDevice Tpm()
        {
            Bus bus = new Bus();
            if (TpmIsOnSpi)
            {
                SpiBusDevice spi = new SpiBusDevice(bus, new SpiSettings(SpiBus, SpiChipSelect) { ClockHz = SpiClockHz });
                return new HeldTpm(new TpmFifo(new TpmSpiRegisters(spi)), spi);
            }

            I2cBusDevice i2c = new I2cBusDevice(bus, new I2cSettings(I2cBus, I2cAddress));
            return new HeldTpm(new TpmFifo(new TpmI2cRegisters(i2c)), i2c);
        }
    }
}
