// SPDX-License-Identifier: MIT
// The register model as a bus of System.Device.Spi, its chip selects pins of System.Device.Gpio: so the firmware's own drivers run over the
// chip's.

using System.Device.Gpio;
using System.Device.Spi;
using Wardstone.Controllers;
using Wardstone.Simulation;
using Wardstone.Stm32;
using Pins = Wardstone.Simulation.Pins;

namespace Wardstone.Tests.Host.Stm32;

internal sealed class SpiWires : SpiBus
{
    private readonly IOException _failure = new();
    private readonly Spi _driver;

    public SpiWires(SpiRig rig)
    {
        _driver = rig.Driver;
        ChipSelect = Pins.Add(level => rig.Pins.Write(SpiRig.First, level == PinValue.High));
    }

    /// <summary>The first device's.</summary>
    public int ChipSelect { get; }

    protected override void Transfer(SpiConnectionSettings settings, SpanByte write, SpanByte read)
    {
        if (_driver.Transfer(-1, settings.ClockFrequency, (int)settings.Mode, write, read) != SpiOutcome.Done)
        {
            throw _failure;
        }
    }
}
