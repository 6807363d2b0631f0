// SPDX-License-Identifier: MIT
// The bring-up of a board: each part of it that the appliance needs, by itself, with a line on the console for each. No component runs,
// nothing is measured, and nothing is kept. The table itself is written byte by byte without interrupts, so that it appears whatever else
// fails.

using System;
using System.Device.Gpio;
using System.Device.Spi;
using System.Threading;
using Wardstone.Controllers;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Stm32;

namespace Wardstone.SelfTest
{
    /// <summary>What is to be tested, and where it is. Pins are numbered 16 a port.</summary>
    internal sealed class SelfTest
    {
        private const uint RngBlock = 0x50060800;
        private const uint RngGate = 1u << 6; // RCC_AHB2ENR RNGEN
        private const int LedMs = 300;
        private const int UartTimeoutMs = 1000;
        private const int LoopClockHz = 1_000_000;
        private const int LoopSize = 64;
        private const int RandomNumbers = 4;

        private int _passed;
        private int _failed;

        public string Board { get; init; }

        public Chip Chip { get; init; }

        /// <summary>What the core should run at.</summary>
        public int CoreHz { get; init; }

        public UartController Console { get; init; }

        /// <summary>Pins of LEDs; the first stays on if everything passed.</summary>
        public int[] Leds { get; init; }

        /// <summary>The address of the chip's number.</summary>
        public uint UniqueIdBlock { get; init; }

        public int SpiBus { get; init; }

        public int TpmChipSelect { get; init; }

        public int TpmClockHz { get; init; }

        /// <summary>Runs everything once.</summary>
        public void Run()
        {
            System.Console.WriteLine("self-test of " + Board);
            Line("clock", Chip.CoreHz == CoreHz, Chip.CoreHz.ToString() + " Hz");
            var leds = OpenLeds();
            TestLeds(leds);
            TestUart();
            TestId();
            TestRng();
            TestLoop();
            TestTpm();
            System.Console.WriteLine(_passed.ToString() + " passed, " + _failed.ToString() + " failed");
            leds[0].Write(_failed == 0 ? PinValue.High : PinValue.Low);
        }

        private GpioPin[] OpenLeds()
        {
            var pins = new GpioPin[Leds.Length];
            var controller = new GpioController();
            for (var i = 0; i < pins.Length; i++)
            {
                pins[i] = controller.OpenPin(Leds[i], PinMode.Output);
            }

            return pins;
        }

        // One after the other, for whoever watches; that the pin follows is seen here.
        private void TestLeds(GpioPin[] leds)
        {
            var follow = true;
            for (var i = 0; i < leds.Length; i++)
            {
                leds[i].Write(PinValue.High);
                Thread.Sleep(LedMs);
                follow &= leds[i].Read() == PinValue.High;
                leds[i].Write(PinValue.Low);
                follow &= leds[i].Read() == PinValue.Low;
            }

            Line("leds", follow, leds.Length.ToString() + " pins in turn; did all of them shine?");
        }

        private void TestUart()
        {
            var text = new byte[] { (byte)'d', (byte)'m', (byte)'a', (byte)'\r', (byte)'\n' };
            var outcome = Console.Write(new SpanByte(text), UartTimeoutMs);
            Thread.Sleep(LedMs); // until it is out
            Line("uart", outcome == UartOutcome.Done, "the line above came by DMA");
        }

        private void TestId()
        {
            var id = new byte[UniqueId.Size];
            UniqueId.Read(new Registers(UniqueIdBlock), new SpanByte(id));
            var differ = false;
            for (var i = 1; i < id.Length; i++)
            {
                differ |= id[i] != id[0];
            }

            Line("id", differ, Hex(id));
        }

        private void TestRng()
        {
            Chip.Rcc.Enable(ClockGate.Ahb2, RngGate);
            var rng = new Rng(new Registers(RngBlock));
            var works = true;
            var text = "";
            for (var i = 0; i < RandomNumbers; i++)
            {
                works &= rng.TryRead(out var value); // two in a row that are equal it takes for a failure
                text += value.ToString("X8") + " ";
            }

            Line("rng", works, text);
        }

        // MOSI comes back at MISO, if somebody has put a bridge there. No chip is selected.
        private void TestLoop()
        {
            var sent = new byte[LoopSize];
            var received = new byte[LoopSize];
            for (var i = 0; i < sent.Length; i++)
            {
                sent[i] = (byte)((i * 37) + 1);
            }

            try
            {
                var device = SpiDevice.Create(new SpiConnectionSettings(SpiBus, -1) { ClockFrequency = LoopClockHz });
                device.TransferFullDuplex(new SpanByte(sent), new SpanByte(received));
                var same = 0;
                for (var i = 0; i < sent.Length; i++)
                {
                    same += received[i] == sent[i] ? 1 : 0;
                }

                var text = same.ToString() + " of " + LoopSize.ToString() + " bytes came back; the first is ";
                Line("spi-loop", same == LoopSize, text + received[0].ToString("X2") + ". Wants a bridge from MOSI to MISO");
            }
            catch (Exception e)
            {
                Line("spi-loop", false, e.Message);
            }
        }

        private void TestTpm()
        {
            var settings = new SpiSettings(SpiBus, TpmChipSelect) { ClockHz = TpmClockHz };
            var registers = new TpmSpiRegisters(new SpiBusDevice(new Bus(), settings));
            var id = new byte[4];
            var status = registers.Read(TpmRegister.DeviceVendor, new SpanByte(id));
            var vendor = id[0] | (id[1] << 8);
            var text = "vendor " + vendor.ToString("X4") + ", device " + (id[2] | (id[3] << 8)).ToString("X4");
            var isThere = status == IoStatus.Ok && vendor != 0 && vendor != 0xFFFF;
            Line("tpm", isThere, status == IoStatus.Ok ? text : "status " + ((int)status).ToString() + ". Wants a TPM, and no bridge");
        }

        private void Line(string what, bool holds, string detail)
        {
            _passed += holds ? 1 : 0;
            _failed += holds ? 0 : 1;
            System.Console.WriteLine((holds ? "PASS " : "FAIL ") + what + ": " + detail);
        }

        private static string Hex(byte[] bytes)
        {
            var text = "";
            for (var i = 0; i < bytes.Length; i++)
            {
                text += bytes[i].ToString("X2");
            }

            return text;
        }
    }
}
