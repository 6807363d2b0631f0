// SPDX-License-Identifier: MIT
// System.Device.Spi over the AST1030's half-duplex controllers, with QEMU's flashes on all six chip selects; and an owner that dies while
// it holds one.

using System;
using System.Device.Gpio;
using System.Device.Spi;
using System.IO;
using Wardstone.Aspeed;
using Wardstone.Kernel;

namespace Wardstone.Tests.RuntimeImage
{
    internal static unsafe class SpiCases
    {
        private const int ClockHz = 10_000_000;
        private const byte WriteEnable = 0x06;
        private const byte ReadStatus = 0x05;
        private const byte ReadId = 0x9F;
        private const int Enabled = 2;
        private const int Winbond = 0xEF;

        public static void Run(Ast1030 chip)
        {
            Threads.AddRecords(ThreadBlock.Current, 4);
            chip.StartSpi();
            for (int pin = 0; pin < 6; pin++)
            {
                int bus = (pin / 2) + 1;
                Line("chip select " + pin + " held by its user", Ask(bus, pin, ReadId) == Winbond && Ask(bus, pin, ReadStatus) == 0);
                using SpiDevice device = Device(bus, pin);
                device.WriteByte(WriteEnable);
                device.Dispose();
                Line("and driven by SpiDevice", Ask(bus, pin, ReadStatus) == Enabled);
            }

            using SpiDevice first = Device(1, 0);
            Line("both ways at once are refused", Fails(first, new byte[4], new byte[4]) && Fails(first, new byte[1], new byte[4]));
            using SpiDevice none = Device(1, -1);
            Line("nobody selected is refused", Fails(none, new byte[1], new byte[0]));
            using SpiDevice other = Device(1, 2);
            Line("another bus's chip select is refused", Fails(other, new byte[1], new byte[0]));
            first.Dispose();
            none.Dispose();
            other.Dispose();
            OwnerDies();
        }

        private static void OwnerDies()
        {
            TestDomain domain = new TestDomain("spi", 16384, limitMs: 50, stack: 1024);
            TestPortal portal = new TestPortal(domain, new Holder());
            Line("died while it held one", portal.Call(1) == TestPortal.Failed - 1 && domain.Block->Cause == FaultCode.Limit);
            using (GpioPin pin = new GpioController().OpenPin(0))
            {
                Line("it is let go", pin.Read() == PinValue.High);
            }

            Domain.Start(domain.Block);
            portal.Rebind();
            Line("and the next instance has it", portal.Call(0) == Winbond);
        }

        private static int Ask(int bus, int pin, byte command)
        {
            using SpiDevice device = Device(bus, -1);
            using GpioPin chipSelect = new GpioController().OpenPin(pin, PinMode.Output);
            chipSelect.Write(PinValue.Low);
            device.WriteByte(command);
            int answer = device.ReadByte();
            chipSelect.Write(PinValue.High);
            return answer;
        }

        private static bool Fails(SpiDevice device, byte[] write, byte[] read)
        {
            try
            {
                device.TransferFullDuplex(write, read);
                return false;
            }
            catch (IOException)
            {
                return true;
            }
        }

        private static SpiDevice Device(int bus, int pin) =>
            SpiDevice.Create(new SpiConnectionSettings(bus, pin) { ClockFrequency = ClockHz });

        private static void Line(string what, bool holds) => Console.WriteLine(what + (holds ? ": yes" : ": NO"));

        private sealed class Holder : IServer
        {
            public int Call(int argument)
            {
                if (argument == 0)
                {
                    return Ask(1, 0, ReadId);
                }

                GpioPin chipSelect = new GpioController().OpenPin(0, PinMode.Output);
                chipSelect.Write(PinValue.Low);
                Device(1, -1).WriteByte(ReadId);
                System.Threading.Thread.Sleep(10_000);
                return 0;
            }
        }
    }
}
