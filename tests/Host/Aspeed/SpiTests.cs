// SPDX-License-Identifier: MIT
// The SPI driver against its model: lengths, clocks, two devices, chip selects that are held, and what it refuses.

using Wardstone.Aspeed;
using Wardstone.Controllers;

namespace Wardstone.Tests.Host.Aspeed;

public class SpiTests
{
    private const int Output = 3;
    private readonly SpiRig _rig = new();

    [Fact]
    public void EveryLengthIsOneFrameEitherWay()
    {
        for (var length = 0; length < 70; length++)
        {
            _rig.AssertTransfers(length, 0);
            _rig.AssertTransfers(0, length);
            _rig.AssertTransfers(length, 0, SpiRig.Second);
            _rig.AssertTransfers(0, length, SpiRig.Second);
        }

        _rig.AssertTransfers(4099, 0);
        _rig.AssertTransfers(0, 4099);
    }

    [Theory]
    [InlineData(SpiRig.First)]
    [InlineData(SpiRig.Second)]
    public void AChipSelectIsHeldOverAWriteAndARead(int pin)
    {
        var target = pin == SpiRig.First ? _rig.FirstTarget : _rig.SecondTarget;
        _rig.Pins.Write(pin, false);
        Assert.False(_rig.Pins.Read(pin));
        Assert.True(_rig.Pins.Read(5 - pin));
        Assert.Equal(SpiOutcome.Done, Transfer(-1, [0x9F, 1, 2, 3, 4], []));
        var answer = new byte[6];
        Assert.Equal(SpiOutcome.Done, Transfer(-1, [], answer));
        Assert.True(target.IsSelected);
        _rig.Pins.Write(pin, true);
        Assert.Equal([0x9F, 1, 2, 3, 4], target.Received.Take(5));
        Assert.Equal([5, 6, 7, 8, 9, 10], answer);
        Assert.Equal((1, 11), (_rig.Model.Frames, _rig.Model.Bytes));
        Assert.False(target.IsSelected);
        _rig.AssertTransfers(3, 0);
    }

    // It would have to make up what came in while it sent.
    [Theory]
    [InlineData(4, 4)]
    [InlineData(1, 4)]
    [InlineData(4, 1)]
    public void BothWaysAtOnceAreRefused(int write, int read)
    {
        AssertRefused(() => Transfer(SpiRig.First, new byte[write], new byte[read]));
        _rig.Pins.Write(SpiRig.First, false);
        AssertRefused(() => Transfer(-1, new byte[write], new byte[read]));
        _rig.Pins.Write(SpiRig.First, true);
        _rig.AssertTransfers(2, 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void OtherModesAreRefused(int mode) =>
        AssertRefused(() => _rig.Driver.Transfer(SpiRig.First, 1_000_000, mode, new byte[1], SpanByte.Empty));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    public void AChipSelectThatIsNotItsOwnOrNoneIsRefused(int pin) => AssertRefused(() => Transfer(pin, [1], []));

    [Fact]
    public void NobodyIsDisturbedWhileAChipIsSelected()
    {
        _rig.Pins.Write(SpiRig.Second, false);
        AssertRefused(() => Transfer(SpiRig.First, [1], []));
        AssertRefused(() => Transfer(SpiRig.Second, [1], []));
        _rig.Pins.Write(SpiRig.First, false);
        AssertRefused(() => Transfer(-1, [1], []));
        _rig.Pins.Write(SpiRig.First, true);
        Assert.Equal(SpiOutcome.Done, Transfer(-1, [1], []));
        _rig.Pins.Write(SpiRig.Second, true);
        _rig.AssertTransfers(5, 0);
    }

    [Fact]
    public void EveryClockIsTheFastestThatIsAllowed()
    {
        for (var divider = 6; divider <= 256; divider++)
        {
            var clockHz = SpiModel.BusClockHz / divider;
            AssertClock(clockHz + 1, clockHz);
            AssertClock(SpiModel.BusClockHz % divider == 0 ? clockHz : clockHz + 1, clockHz);
        }

        AssertClock(20_000_000, 20_000_000);
        AssertClock(19_999_999, SpiModel.BusClockHz / 11);
        AssertClock(int.MaxValue, _rig.Driver.MaxClockHz);
        AssertClock(_rig.Driver.MinClockHz, _rig.Driver.MinClockHz);
        Assert.Equal((781_250, 33_333_333), (_rig.Driver.MinClockHz, _rig.Driver.MaxClockHz));

        void AssertClock(int askedHz, int clockHz)
        {
            Assert.Equal(SpiOutcome.Done, _rig.Driver.Transfer(SpiRig.First, askedHz, 0, new byte[1], SpanByte.Empty));
            Assert.Equal(clockHz, _rig.Model.ClockHz);
        }
    }

    [Fact]
    public void AHeldChipFollowsTheClockOfEachTransfer()
    {
        _rig.Pins.Write(SpiRig.First, false);
        Assert.Equal(SpiOutcome.Done, _rig.Driver.Transfer(-1, 1_000_000, 0, new byte[1], SpanByte.Empty));
        Assert.Equal(1_000_000, _rig.Model.ClockHz);
        Assert.Equal(SpiOutcome.Done, _rig.Driver.Transfer(-1, 25_000_000, 0, new byte[1], SpanByte.Empty));
        Assert.Equal((25_000_000, 1), (_rig.Model.ClockHz, _rig.Model.Frames));
    }

    [Fact]
    public void ATransferTakesAsLongAsItsBits()
    {
        var start = VirtualTime.NowUs;
        Assert.Equal(SpiOutcome.Done, _rig.Driver.Transfer(SpiRig.First, 1_000_000, 0, SpanByte.Empty, new byte[1000]));
        Assert.InRange(VirtualTime.NowUs - start, 7_900, 8_100);
    }

    [Fact]
    public void PinsAreOutputsOfOneOwner()
    {
        Assert.Equal(4, _rig.Pins.Count);
        _rig.Pins.Open(SpiRig.First);
        _rig.Pins.SetMode(SpiRig.First, Output);
        foreach (var mode in new[] { 0, 1, 2, 4, 5, 6, 7 })
        {
            Assert.Throws<ArgumentException>(() => _rig.Pins.SetMode(SpiRig.First, mode));
        }
    }

    [Fact]
    public void APinWhoseOwnerDiesGoesUp()
    {
        Devices.CurrentOwner = 7;
        try
        {
            _rig.Pins.Open(SpiRig.Second);
        }
        finally
        {
            Devices.CurrentOwner = 0;
        }

        _rig.Pins.Write(SpiRig.Second, false);
        Assert.True(_rig.SecondTarget.IsSelected);
        _rig.Pins.QuietAllOf(7);
        Assert.False(_rig.SecondTarget.IsSelected);
        _rig.AssertTransfers(4, 0);
    }

    private SpiOutcome Transfer(int pin, byte[] write, byte[] read) => _rig.Driver.Transfer(pin, 10_000_000, 0, write, read);

    private void AssertRefused(Func<SpiOutcome> transfer)
    {
        var before = (_rig.Model.Frames, _rig.Model.Bytes);
        Assert.Equal(SpiOutcome.NotPossible, transfer());
        Assert.Equal(before, (_rig.Model.Frames, _rig.Model.Bytes));
    }
}
