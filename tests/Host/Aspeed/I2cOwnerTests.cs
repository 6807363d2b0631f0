// SPDX-License-Identifier: MIT
// The I2C driver's owner dies at every access to a register, and in every wait: the next owner finds a driver that works.

using Wardstone.Aspeed;
using Wardstone.Controllers;

namespace Wardstone.Tests.Host.Aspeed;

public class I2cOwnerTests
{
    private readonly CutOff _cutOff = new();
    private I2cModel _model = new();
    private I2c _i2c;

    public I2cOwnerTests() => _i2c = Create();

    // Bytes to write, bytes to read, and what is wrong with the bus.
    public static TheoryData<int, int, string> Transfers => new()
    {
        { 0, 0, "" }, { 1, 0, "" }, { 40, 0, "" }, { 0, 40, "" }, { 2, 70, "" }, { 2, 2, "absent" }, { 40, 1, "refuses" },
        { 40, 1, "hangs" }, { 2, 2, "data stuck" }, { 2, 2, "clock stuck" }, { 2, 70, "holds data" }, { 40, 40, "stays busy" },
    };

    [Theory]
    [MemberData(nameof(Transfers))]
    public void OwnerMayDieAtEveryAccess(int write, int read, string trouble)
    {
        for (var step = 0; ; step++)
        {
            _i2c = Create();
            Prepare(trouble);
            var died = _cutOff.AtAccess(step, () => Transfer(write, read));
            Inherit();
            if (!died)
            {
                Assert.InRange(step, 10, 400);
                return;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Transfers))]
    public void OwnerMayDieInEveryWait(int write, int read, string trouble)
    {
        var step = trouble is "hangs" or "clock stuck" ? 997 : 13;
        for (var us = 0; ; us += step)
        {
            _i2c = Create();
            Prepare(trouble);
            var died = _cutOff.AtTime(us, () => Transfer(write, read));
            Inherit();
            if (!died)
            {
                return;
            }
        }
    }

    // While the board starts, and in the rescue configuration, the bus is the system's, and nobody quiets it.
    [Theory]
    [MemberData(nameof(Transfers))]
    public void CallerThatIsNotTheOwnerMayDieAtEveryAccess(int write, int read, string trouble)
    {
        for (var step = 0; ; step++)
        {
            _i2c = Create();
            Prepare(trouble);
            var died = _cutOff.AtAccess(step, () => Transfer(write, read));
            Recover();
            AssertWorks();
            if (!died)
            {
                return;
            }
        }
    }

    [Fact]
    public void OwnerMayDieWhileItClaims()
    {
        for (var step = 0; ; step++)
        {
            _i2c = Create();
            _i2c.Quiet();
            var died = _cutOff.AtAccess(step, () => _i2c.TryClaim(1));
            Assert.Equal(1, _i2c.Owner);
            Inherit();
            if (!died)
            {
                return;
            }
        }
    }

    [Fact]
    public void QuietDeviceNeitherInterruptsNorTransfers()
    {
        Assert.True(_cutOff.AtTime(100, () => Transfer(30, 0)));
        _i2c.Quiet();
        var log = _model.Log;
        var interrupts = _model.Interrupt.MostUnserved;
        VirtualTime.After(200_000, () => { });
        while (VirtualTime.Step(VirtualTime.NowUs + 200_000))
        {
        }

        Assert.Equal(log, _model.Log);
        Assert.Equal(interrupts, _model.Interrupt.MostUnserved);
    }

    [Fact]
    public void DeviceHasOneOwnerAtATime()
    {
        _i2c.Quiet();
        Assert.Equal(0, _i2c.Owner);
        Assert.True(_i2c.TryClaim(1));
        Assert.True(_i2c.TryClaim(1));
        Assert.False(_i2c.TryClaim(2));
        Assert.False(_i2c.TryClaim(0));
        _i2c.Quiet();
        Assert.True(_i2c.TryClaim(2));
        Assert.False(_i2c.TryClaim(1));
    }

    [Fact]
    public void BusIsClaimedForWhoOpensIt()
    {
        _i2c.Attach(9);
        Devices.CurrentOwner = 1;
        Assert.Same(_i2c, I2cController.OfBus(9));
        Devices.CurrentOwner = 2;
        Assert.Throws<ArgumentException>(() => I2cController.OfBus(9));
        Devices.CurrentOwner = 1;
        Assert.Same(_i2c, I2cController.OfBus(9));
        Devices.CurrentOwner = 0;
    }

    private I2c Create()
    {
        _model = new I2cModel();
        var i2c = new I2c(_cutOff.Of(_model), _cutOff.Of(_model.Pool), _model.Interrupt);
        Assert.True(i2c.TryClaim(1));
        _ = i2c.Transfer(0x2E, 400_000, new byte[1], SpanByte.Empty, out _);
        return i2c;
    }

    private void Prepare(string trouble)
    {
        _model.DeviceAddress = trouble == "absent" ? 0x50 : 0x2E;
        _model.NakAt = trouble == "refuses" ? 33 : -1;
        _model.HangAt = trouble == "hangs" ? 1 : null;
        _model.DataStuckFor = trouble == "data stuck" ? 7 : null;
        _model.IsClockStuck = trouble == "clock stuck";
        _model.HoldsDataAfterCutOff = trouble == "holds data" ? 8 : null;
        _model.StaysBusyAfterCutOff = trouble == "stays busy";
    }

    private void Transfer(int write, int read) => _ = _i2c.Transfer(0x2E, 100_000, new byte[write], new byte[read], out _);

    // The owner is dead, what was wrong with the bus is over, and there is another owner.
    private void Inherit()
    {
        Recover();
        _i2c.Quiet();
        Assert.True(_i2c.TryClaim(2));
        AssertWorks();
    }

    private void Recover()
    {
        _model.DeviceAddress = 0x2E;
        _model.NakAt = -1;
        _model.HangAt = null;
        _model.IsClockStuck = false;
    }

    private void AssertWorks()
    {
        _model.Log = "";
        _model.NextRead = 7;
        var data = new byte[33];
        Assert.Equal(I2cOutcome.Done, _i2c.Transfer(0x2E, 400_000, new byte[] { 5, 6 }, data, out var transferred));
        Assert.Equal(35, transferred);
        Assert.Equal(Enumerable.Range(7, 33).Select(i => (byte)i), data);
        Assert.Equal($"S2Ew 05 06 Sr2Er {string.Concat(data.Select(b => $"{b:X2} "))}P", _model.Log);
        Assert.InRange(_model.ClockHz, 380_000, 400_000);
        _model.DeviceAddress = 0x50;
        Assert.Equal(I2cOutcome.AddressNotAcknowledged, _i2c.Transfer(0x2E, 400_000, new byte[] { 1 }, SpanByte.Empty, out _));
    }
}

/// <summary>The whole suite once more, for the second owner of a bus.</summary>
public class I2cSecondOwnerTests : I2cTests
{
    public I2cSecondOwnerTests()
        : this(new I2cModel())
    {
    }

    private I2cSecondOwnerTests(I2cModel model)
        : base(model, CutOffInTheMiddle(model))
    {
    }

    private static I2c CutOffInTheMiddle(I2cModel model)
    {
        var cutOff = new CutOff();
        var i2c = new I2c(cutOff.Of(model), cutOff.Of(model.Pool), model.Interrupt);
        Assert.True(i2c.TryClaim(1));
        Assert.True(cutOff.AtAccess(40, () => i2c.Transfer(0x2E, 100_000, new byte[70], new byte[70], out _)));
        i2c.Quiet();
        Assert.True(i2c.TryClaim(2));
        model.Log = "";
        return i2c;
    }
}
