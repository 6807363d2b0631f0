// SPDX-License-Identifier: MIT
using System;
using System.Device.Gpio;
using System.Device.Spi;
using Wardstone.Drivers;
using Wardstone.Runtime.Hid;

namespace Wardstone.Components
{
    /// <summary>+ spi NAME</summary>
    internal sealed class SpiNode : DeviceNode
    {
        private const int MaxPin = 0xFFFF;
        private const int MaxMode = 3;
        private const int MaxClockKhz = 100000;
        private const int MaxMaxTransfer = 4096;

        private int _pin = -1;
        private int _line = -1;
        private int _interrupt = -1;
        private int _mode;
        private int _clockKhz = 1000;
        private int _maxTransfer = 64;

        public SpiNode(BusTable table)
            : base(table, "spi")
        {
        }

        protected override BusEntryKind Kind => _pin >= 0 ? BusEntryKind.SpiPin : BusEntryKind.SpiLine;

        protected override int Number => _pin >= 0 ? _pin : _line;

        protected override string Needs => "a device on SPI needs a name, 'bus', and 'chip_select' or 'line'";

        public static bool IsThere(int busId)
        {
            try
            {
                // nanoFramework looks for the bus only when it is asked for a figure.
                return SpiDevice.GetBusInfo(busId).MaxClockFrequency > 0;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }

        protected override bool HasBus(int busId) => IsThere(busId);

        protected override string ReadAttribute(HidReader config)
        {
            if (HidText.Is(config.Tag, "chip_select"))
            {
                return _line >= 0 ? "there is a 'line' already"
                    : HidText.TryNumber(config.Value, 0, MaxPin, out _pin) && HasPin(_pin) ? "" : "'chip_select' is the number of a pin";
            }

            if (HidText.Is(config.Tag, "line"))
            {
                return _pin >= 0 ? "there is a 'chip_select' already"
                    : HidText.TryNumber(config.Value, 0, MaxPin, out _line) ? "" : "'line' is the number of a chip select line";
            }

            if (HidText.Is(config.Tag, "interrupt"))
            {
                return _pin < 0 ? "'interrupt' stands after 'chip_select'"
                    : HidText.TryNumber(config.Value, 0, MaxPin, out _interrupt) && HasPin(_interrupt, Ignore) ? ""
                    : "'interrupt' is the number of a pin that can interrupt";
            }

            if (HidText.Is(config.Tag, "mode"))
            {
                return HidText.TryNumber(config.Value, 0, MaxMode, out _mode) ? "" : "'mode' is 0 to 3";
            }

            if (HidText.Is(config.Tag, "clock_khz"))
            {
                return HidText.TryNumber(config.Value, 1, MaxClockKhz, out _clockKhz) ? "" : "'clock_khz' is 1 to 100000";
            }

            if (HidText.Is(config.Tag, "max_transfer"))
            {
                return HidText.TryNumber(config.Value, 1, MaxMaxTransfer, out _maxTransfer) ? "" : "'max_transfer' is 1 to 4096";
            }

            return HidErrorWords.Unexpected(config, HidToken.Attribute);
        }

        protected override BusDevice Create()
        {
            SpiSettings settings = new SpiSettings(BusId, Number)
            {
                Mode = (SpiMode)_mode,
                ClockHz = _clockKhz * 1000,
                MaxTransfer = _maxTransfer,
                Interrupt = _interrupt,
            };
            return _pin >= 0 ? new SpiBusDevice(Bus, settings) : (BusDevice)new SpiLineDevice(Bus, settings);
        }

        private static void Ignore(object sender, PinValueChangedEventArgs change)
        {
        }

        // Whether a pin is there, and whether its interrupt is, shows when somebody asks.
        private static bool HasPin(int number, PinValueChangedEventHandler listener = null)
        {
            try
            {
                using (GpioPin pin = new GpioController().OpenPin(number))
                {
                    if (listener != null)
                    {
                        pin.ValueChanged += listener;
                    }
                }

                return true;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
            catch (ArgumentException)
            {
                return false; // it is there, and has no interrupt
            }
        }
    }
}
