// SPDX-License-Identifier: MIT
using System.Device.I2c;
using Samples.Tmp105;
using Wardstone.Simulation;

namespace Wardstone.Tests.Host.Samples;

public sealed class Tmp105Tests : IDisposable
{
    private const int Address = 0x48;
    private readonly I2cBus _bus = new();
    private readonly Sensor _sensor = new();
    private readonly Tmp105 _driver;

    public Tmp105Tests()
    {
        _bus.Attach(Address, _sensor);
        _driver = new Tmp105(Device(Address));
    }

    public void Dispose()
    {
        _driver.Dispose();
        _bus.Dispose();
    }

    // The rows of the datasheet's table 5, and the ends.
    [Theory]
    [InlineData(0x7FF0, 127_937)]
    [InlineData(0x6400, 100_000)]
    [InlineData(0x1900, 25_000)]
    [InlineData(0x0040, 250)]
    [InlineData(0x0010, 62)]
    [InlineData(0x0000, 0)]
    [InlineData(0xFFF0, -62)]
    [InlineData(0xFFC0, -250)]
    [InlineData(0xE700, -25_000)]
    [InlineData(0xC900, -55_000)]
    [InlineData(0x8000, -128_000)]
    public void TheRegisterIsThousandthsOfADegree(int register, int milliCelsius)
    {
        _sensor.Temperature = (ushort)register;
        Assert.Equal(I2cTransferStatus.FullTransfer, _driver.Read(out var read));
        Assert.Equal(milliCelsius, read);
    }

    [Fact]
    public void ItMeasuresWithTwelveBits()
    {
        _bus.Record();
        Assert.Equal(I2cTransferStatus.FullTransfer, _driver.Start());
        Assert.Equal(I2cTransferStatus.FullTransfer, _driver.Read(out _));
        Assert.Equal(["S48w 01 60 P", "S48w 00", "Sr48r 00 00 P"], _bus.Transcript.Select(message => message.ToString()));
    }

    [Fact]
    public void WhoIsNotThereIsTold()
    {
        _bus.Detach(Address);
        Assert.Equal(I2cTransferStatus.SlaveAddressNotAcknowledged, _driver.Start());
        Assert.Equal(I2cTransferStatus.SlaveAddressNotAcknowledged, _driver.Read(out var read));
        Assert.Equal(0, read);
    }

    [Theory]
    [InlineData(I2cFault.NotAcknowledged, I2cTransferStatus.PartialTransfer)]
    [InlineData(I2cFault.ClockStretched, I2cTransferStatus.ClockStretchTimeout)]
    [InlineData(I2cFault.ArbitrationLost, I2cTransferStatus.UnknownError)]
    public void AFailureIsToldAndTheNextReadIsRight(I2cFault fault, I2cTransferStatus status)
    {
        _sensor.Temperature = 0x1900;
        _bus.FailAt(fault, 1);
        Assert.Equal(status, _driver.Read(out var read));
        Assert.Equal(0, read);
        Assert.Equal(I2cTransferStatus.FullTransfer, _driver.Read(out read));
        Assert.Equal(25_000, read);
    }

    [Fact]
    public void WhatIsNoSensorIsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => new Tmp105(null!));
        Assert.Throws<ArgumentException>(() => new Tmp105(Device(0x47)));
        Assert.Throws<ArgumentException>(() => new Tmp105(Device(0x50)));
    }

    private I2cDevice Device(int address) => new(new I2cConnectionSettings(_bus.Id, address));

    private sealed class Sensor : II2cTarget
    {
        private readonly List<byte> _written = [];
        private int _pointer;
        private int _read;

        public ushort Temperature { get; set; }

        public bool Start(bool read)
        {
            _pointer = _written.Count > 0 ? _written[0] : _pointer;
            _written.Clear();
            _read = 0;
            return true;
        }

        public bool Write(byte value)
        {
            _written.Add(value);
            return true;
        }

        public byte Read() => _pointer != 0 ? (byte)0xFF : (byte)(_read++ == 0 ? Temperature >> 8 : Temperature);

        public void Stop() => _written.Clear();
    }
}
