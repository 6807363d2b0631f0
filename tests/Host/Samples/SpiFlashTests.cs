// SPDX-License-Identifier: MIT
// The driver on a full-duplex bus, and on the AST1030's, which is half duplex.

using System.Device.Gpio;
using System.Device.Spi;
using Samples.SpiFlash;
using Wardstone.Controllers;
using Wardstone.Simulation;
using Wardstone.Tests.Host.Aspeed;

namespace Wardstone.Tests.Host.Samples;

public sealed class SpiFlashTests : IDisposable
{
    private const int OneMebibyte = 20; // the capacity's code
    private readonly SpiBus _bus = new();
    private readonly FlashTarget _flash = new(OneMebibyte);
    private readonly SpiFlash _driver;

    public SpiFlashTests()
    {
        _driver = Create(_bus, _bus.Attach(_flash));
        Assert.True(_driver.TryIdentify());
    }

    public void Dispose()
    {
        Assert.False(_flash.IsSelected);
        Assert.Empty(_bus.Violations);
        _driver.Dispose();
        _bus.Dispose();
    }

    [Fact]
    public void ItSaysWhatItIs() =>
        Assert.Equal((0xEF, 0x40, 1 << 20), (_driver.Manufacturer, _driver.Kind, _driver.SizeBytes));

    [Theory]
    [InlineData(0x00, 0x00, 0x00)]
    [InlineData(0xFF, 0xFF, 0xFF)]
    [InlineData(0xFF, 0x40, 0x14)]
    [InlineData(0x00, 0x40, 0x14)]
    [InlineData(0xEF, 0x40, 0x0F)]
    [InlineData(0xEF, 0x40, 0x1B)]
    public void WhatHasNoSizeIsNoFlash(byte manufacturer, byte kind, byte capacity)
    {
        _flash.Id = [manufacturer, kind, capacity];
        Assert.False(_driver.TryIdentify());
        Assert.Equal(0, _driver.SizeBytes);
        Assert.Throws<ArgumentOutOfRangeException>(() => _driver.Read(0, new byte[1]));
    }

    [Fact]
    public void NobodyOnTheBusIsNoFlash()
    {
        using var empty = new SpiBus();
        var pin = Pins.Add(null);
        using var driver = Create(empty, pin);
        Assert.False(driver.TryIdentify());
        Assert.Equal(0xFF, driver.Manufacturer);
    }

    [Fact]
    public void EveryReadIsWhatIsThere()
    {
        new Random(1).NextBytes(_flash.Memory);
        foreach (var (address, length) in new[] { (0, 1), (255, 2), (0x12345, 1000), ((1 << 20) - 3, 3), (100, 40_000), (5, 0) })
        {
            var read = new byte[length];
            _driver.Read(address, read);
            Assert.Equal(_flash.Memory.Skip(address).Take(length), read);
        }

        Assert.Equal("03 000000", _flash.Log[0]);
    }

    [Fact]
    public void ProgrammingGoesPageByPageIntoAnErasedSector()
    {
        var data = Bytes(600);
        Assert.Equal(SpiFlashStatus.Ok, _driver.EraseSector(0x3000));
        Assert.Equal(SpiFlashStatus.Ok, _driver.Program(0x30C8, data));
        Assert.Equal(["20 003000", "02 0030C8", "02 003100", "02 003200", "02 003300"], _flash.Log.Take(5));
        Assert.Equal([0, .. Enumerable.Repeat((byte)0xFF, 200), .. data, 0xFF], _flash.Memory[0x2FFF..(0x30C8 + 601)]);
        Assert.Equal([0xFF, 0], _flash.Memory[0x3FFF..0x4001]);
    }

    [Fact]
    public void ALargeFlashHasAddressesOfFourBytes()
    {
        using var bus = new SpiBus();
        var large = new FlashTarget(25);
        using var driver = Create(bus, bus.Attach(large));
        Assert.True(driver.TryIdentify());
        Assert.Equal(SpiFlashStatus.Ok, driver.EraseSector(0x1FFF000));
        Assert.Equal(SpiFlashStatus.Ok, driver.Program(0x1FFFFF0, Bytes(16)));
        var read = new byte[16];
        driver.Read(0x1FFFFF0, read);
        Assert.Equal(Bytes(16), read);
        Assert.Equal(["21 1FFF000", "12 1FFFFF0", "13 1FFFFF0"], large.Log);
    }

    [Fact]
    public void BusyIsWaitedFor()
    {
        _flash.BusyFor = 5;
        Assert.Equal(SpiFlashStatus.Ok, _driver.EraseSector(0));
        Assert.Equal(SpiFlashStatus.Ok, _driver.Program(0, Bytes(300)));
        Assert.Equal(Bytes(300), _flash.Memory[..300]);
    }

    [Fact]
    public void BusyForTooLongIsTold()
    {
        _flash.BusyFor = 26;
        Assert.Equal(SpiFlashStatus.BusyTooLong, _driver.Program(0, Bytes(300)));
        Assert.Single(_flash.Log);
        Assert.Equal(SpiFlashStatus.NotWritable, _driver.Program(0, Bytes(1))); // it is busy still
        _flash.BusyFor = 1001;
        Assert.Equal(SpiFlashStatus.BusyTooLong, _driver.EraseSector(0));
    }

    [Fact]
    public void AProtectedFlashIsNotWritable()
    {
        _flash.IsProtected = true;
        Assert.Equal(SpiFlashStatus.NotWritable, _driver.EraseSector(0));
        Assert.Equal(SpiFlashStatus.NotWritable, _driver.Program(0, Bytes(1)));
        Assert.Empty(_flash.Log);
    }

    [Fact]
    public void AControllerThatFailsLeavesNobodySelected()
    {
        for (var at = 0; at < 4; at++)
        {
            _bus.FailAt(at);
            Assert.Throws<IOException>(() => _driver.TryIdentify());
            Assert.False(_flash.IsSelected);
        }

        Assert.True(_driver.TryIdentify());
        Assert.Equal(SpiFlashStatus.Ok, _driver.EraseSector(0));
        _bus.FailAt(5);
        Assert.Throws<IOException>(() => _driver.Program(0, Bytes(10)));
        Assert.False(_flash.IsSelected);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1 << 20, 1)]
    [InlineData((1 << 20) - 1, 2)]
    [InlineData(int.MaxValue, 1)]
    [InlineData(int.MinValue, 1)]
    public void WhatIsNotInTheFlashIsRefused(int address, int length)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _driver.Read(address, new byte[length]));
        Assert.Throws<ArgumentOutOfRangeException>(() => _driver.Program(address, new byte[length]));
        Assert.Throws<ArgumentOutOfRangeException>(() => _driver.EraseSector(address));
        Assert.Throws<ArgumentOutOfRangeException>(() => _driver.EraseSector(0x1001));
        Assert.Empty(_flash.Log);
    }

    [Fact]
    public void AnotherChipSelectOrModeIsRefused()
    {
        var pin = new GpioController().OpenPin(Pins.Add(null));
        Assert.Throws<ArgumentNullException>(() => new SpiFlash(null!, pin));
        Assert.Throws<ArgumentNullException>(() => new SpiFlash(new SpiDevice(new SpiConnectionSettings(_bus.Id)), null!));
        Assert.Throws<ArgumentException>(
            () => new SpiFlash(new SpiDevice(new SpiConnectionSettings(_bus.Id, pin.PinNumber)), pin));
        Assert.Throws<ArgumentException>(
            () => new SpiFlash(new SpiDevice(new SpiConnectionSettings(_bus.Id) { Mode = SpiMode.Mode3 }), pin));
    }

    [Fact]
    public void TheAst1030IsHalfDuplexAndDoes()
    {
        var flash = new FlashTarget(OneMebibyte);
        using var wires = new HalfDuplexWires(new SpiRig(target: flash));
        using var driver = Create(wires, wires.ChipSelect);
        Assert.True(driver.TryIdentify());
        Assert.Equal(SpiFlashStatus.Ok, driver.EraseSector(0x1000));
        Assert.Equal(SpiFlashStatus.Ok, driver.Program(0x1080, Bytes(700)));
        var read = new byte[700];
        driver.Read(0x1080, read);
        Assert.Equal(Bytes(700), read);
    }

    private static SpiFlash Create(SpiBus bus, int pin) => new(
        SpiDevice.Create(new SpiConnectionSettings(bus.Id) { ClockFrequency = 20_000_000 }),
        new GpioController().OpenPin(pin, PinMode.Output));

    private static byte[] Bytes(int length) => [.. Enumerable.Range(1, length).Select(i => (byte)(i * 13))];

    // The register model of the AST1030's controller as a bus of System.Device.Spi.
    private sealed class HalfDuplexWires(SpiRig rig) : SpiBus
    {
        public int ChipSelect { get; } = Pins.Add(level => rig.Pins.Write(SpiRig.First, level == PinValue.High));

        protected override void Transfer(SpiConnectionSettings settings, SpanByte write, SpanByte read)
        {
            if (rig.Driver.Transfer(settings.ChipSelectLine, settings.ClockFrequency, (int)settings.Mode, write, read) != SpiOutcome.Done)
            {
                throw new IOException();
            }
        }
    }
}
