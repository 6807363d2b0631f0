// SPDX-License-Identifier: MIT
// Devices whose owner dies, and a device that interrupts without end.

using System;
using Wardstone.Aspeed;
using Wardstone.Controllers;
using Wardstone.Kernel;

namespace Wardstone.Tests.RuntimeImage
{
    internal static unsafe class DeviceCases
    {
        /// <summary>The owner of a UART dies in a wait; its successor has a UART that works.</summary>
        public static void Owner(Ast1030 chip)
        {
            Threads.AddRecords(ThreadBlock.Current, 4);
            UartController uart = chip.StartUart1(receiveSize: 64, sendSize: 64);
            TestDomain domain = new TestDomain("link", 16384, limitMs: 50, stack: 1024);
            TestPortal portal = new TestPortal(domain, new Reader(uart));
            int number = (int)domain.Block;
            Line("claimed from inside", portal.Call(0) == 1 && uart.Owner == number);
            Line("one owner at a time", !uart.TryClaim(1) && !uart.TryClaim(0));
            Line("died in a wait", portal.Call(1) == TestPortal.Failed - 1 && domain.Block->Cause == FaultCode.Limit);
            Line("nobody's", uart.Owner == 0);
            Domain.Start(domain.Block);
            portal.Rebind();
            Line("the next instance has it", portal.Call(0) == 1 && uart.Owner == number);
            Line("and it works", portal.Call(2) == 1);
        }

        /// <summary>A device that interrupts without end is its owner's fault.</summary>
        public static void Storm()
        {
            Stormy device = new Stormy();
            TestDomain domain = new TestDomain("stormy", 16384, limitMs: 0, stack: 1024);
            Line("claimed", device.TryClaim((int)domain.Block));
            device.Raise();
            Line("its owner is dead", domain.Block->Generation == 0 && domain.Block->Cause == FaultCode.InterruptStorm);
            Line("nobody's", device.Owner == 0);
            int interrupts = device.Interrupts;
            System.Threading.Thread.Sleep(20);
            Line("it is quiet", device.Interrupts == interrupts && interrupts > 4096);
            uint[] words = new uint[FaultStore.Words];
            Line("on record", FaultStore.Count == 1 && FaultStore.TryRead(0, words) && words[FaultStore.Cause] == FaultCode.InterruptStorm);
            Line("by name", words[FaultStore.Component] == 0x726F7473); // "stor"
            Domain.Start(domain.Block);
            Line("the next instance has it", device.TryClaim((int)domain.Block));
        }

        /// <summary>64 KB from the host as fast as they come, for a thread that reads when it gets to it: no storm.</summary>
        public static void Flood(Ast1030 chip)
        {
            const int Bytes = 65536;
            UartController uart = chip.StartUart1(receiveSize: 2048, sendSize: 64);
            byte[] buffer = new byte[256];
            Console.WriteLine("ready");
            int received = 0;
            UartOutcome outcome = UartOutcome.Done;
            while (received < Bytes && outcome == UartOutcome.Done)
            {
                outcome = uart.Read(buffer, 10_000, out int count);
                received += count;
                System.Threading.Thread.Sleep(1);
            }

            Line("all is there", received == Bytes);
        }

        /// <summary>Two threads that write: every byte arrives.</summary>
        public static void Writers(Ast1030 chip)
        {
            UartController uart = chip.StartUart1(receiveSize: 64, sendSize: 64);
            Writer first = new Writer(uart, (byte)'a');
            Writer second = new Writer(uart, (byte)'b');
            _ = uart.Read(new byte[1], 10_000, out _); // the host is there
            System.Threading.Thread other = new System.Threading.Thread(first.Run);
            other.Start();
            second.Run();
            other.Join();
            System.Threading.Thread.Sleep(100); // the rest of the queue
            Line("all is written", first.Left == 0 && second.Left == 0);
        }

        /// <summary>The system's own device in a storm: that is the end, with its name.</summary>
        public static void StormOfTheSystem() => new Stormy().Raise();

        private static void Line(string what, bool holds) => Console.WriteLine(what + (holds ? ": yes" : ": NO"));

        private sealed class Reader : IServer
        {
            private readonly UartController _uart;

            public Reader(UartController uart) => _uart = uart;

            public int Call(int argument)
            {
                switch (argument)
                {
                    case 0: return _uart.TryClaim(DeviceOwners.Current) ? 1 : 0;
                    case 1: return (int)_uart.Read(new byte[1], 10_000, out _);
                    default: return _uart.Write(new byte[200], 1000) == UartOutcome.Done ? 1 : 0;
                }
            }
        }

        private sealed class Writer
        {
            private readonly UartController _uart;
            private readonly byte[] _bytes = new byte[40];

            public Writer(UartController uart, byte value)
            {
                _uart = uart;
                for (int i = 0; i < _bytes.Length; i++)
                {
                    _bytes[i] = value;
                }
            }

            public int Left { get; private set; } = 500;

            public void Run()
            {
                while (Left > 0 && _uart.Write(_bytes, 1000) == UartOutcome.Done)
                {
                    Left--;
                }
            }
        }

        // UART1 asks for more to send, and never gets it.
        private sealed class Stormy : Device, IInterruptHandler
        {
            private readonly InterruptLine _line = new InterruptLine(47);
            private readonly Wardstone.Controllers.Registers _uart = new Wardstone.Controllers.Registers(0x7E783000);

            public Stormy() => Start();

            public int Interrupts { get; private set; }

            public void Raise() => _uart[4] = 2;

            public void HandleInterrupt() => Interrupts++;

            protected override void Start() => _line.Connect(this);

            protected override void Stop()
            {
                _line.Disconnect();
                _uart[4] = 0;
            }
        }
    }
}
