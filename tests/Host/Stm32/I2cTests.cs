// SPDX-License-Identifier: MIT
// The I2C drivers of both families against a bus that takes its time and has faults, and an owner that dies at every access and in every
// wait.

using Wardstone.Controllers;
using Wardstone.Stm32;
using Wardstone.Tests.Host.Aspeed;

namespace Wardstone.Tests.Host.Stm32;

public class I2cF4Tests : I2cContract
{
    private protected override (I2cModel Model, I2c I2c) New(CutOff cutOff)
    {
        var model = new I2cF4Model();
        var lines = new I2cLines(cutOff.Of(model.Pins), 8, 9);
        return (model, new I2cF4(cutOff.Of(model), model.Events, model.Errors, lines, I2cF4Model.PeripheralHz));
    }
}

public class I2cF7Tests : I2cContract
{
    private protected override (I2cModel Model, I2c I2c) New(CutOff cutOff)
    {
        var model = new I2cF7Model();
        var lines = new I2cLines(cutOff.Of(model.Pins), 8, 9);
        return (model, new I2cF7(cutOff.Of(model), model.Events, model.Errors, lines, I2cF7Model.PeripheralHz));
    }

    [Fact]
    public void ClockOfOneMegahertzIsAsFastAsAllowed() => ClockIsAsFastAsAllowed(1_000_000, 0.5);
}

public abstract class I2cContract
{
    private readonly CutOff _cutOff = new();
    private I2cModel _model;
    private I2c _i2c;
    private int _transferred;

    protected I2cContract() => (_model, _i2c) = New(_cutOff);

    public static TheoryData<int> Lengths => [1, 2, 3, 4, 5, 63, 64, 65, 66, 67, 68, 127, 128, 129, 300, 4096];

    public static TheoryData<int, int, string> Transfers => new()
    {
        { 0, 0, "" }, { 1, 0, "" }, { 70, 0, "" }, { 0, 1, "" }, { 0, 2, "" }, { 2, 70, "" }, { 2, 2, "absent" }, { 70, 1, "refuses" },
        { 40, 1, "hangs" }, { 2, 2, "data stuck" }, { 2, 2, "clock stuck" }, { 2, 70, "holds data" },
    };

    private protected abstract (I2cModel Model, I2c I2c) New(CutOff cutOff);

    [Theory]
    [MemberData(nameof(Lengths))]
    public void WritesOneMessage(int length)
    {
        var data = Bytes(length);
        Assert.Equal(I2cOutcome.Done, Transfer(data, []));
        Pass();
        Assert.Equal(length, _transferred);
        Assert.Equal($"S2Ew {Hex(data)}P", _model.Log);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void ReadsOneMessage(int length)
    {
        var data = new byte[length];
        Assert.Equal(I2cOutcome.Done, Transfer([], data));
        Pass();
        Assert.Equal(length, _transferred);
        Assert.Equal(Bytes(length), data);
        Assert.Equal($"S2Er {Hex(data)}P", _model.Log);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void WritesThenReadsAfterARepeatedStart(int length)
    {
        var data = new byte[length];
        Assert.Equal(I2cOutcome.Done, Transfer([0x18, 0x19], data));
        Pass();
        Assert.Equal(length + 2, _transferred);
        Assert.Equal($"S2Ew 18 19 Sr2Er {Hex(data)}P", _model.Log);
        Assert.InRange(_model.Events.MostUnserved, 1, Math.Min(length, 64) + 8); // none that has nothing to do
    }

    [Fact]
    public void EmptyTransferAsksWhetherTheDeviceIsThere()
    {
        Assert.Equal(I2cOutcome.Done, Transfer([], []));
        Pass();
        Assert.Equal("S2Ew P", _model.Log);
        _model.DeviceAddress = 0x50;
        Assert.Equal(I2cOutcome.AddressNotAcknowledged, Transfer([], []));
        AssertWorks();
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(70, 70)]
    public void AbsentDeviceIsNamedAndTheBusIsFree(int write, int read)
    {
        _model.DeviceAddress = 0x50;
        Assert.Equal(I2cOutcome.AddressNotAcknowledged, Transfer(new byte[write], new byte[read]));
        Assert.Equal(0, _transferred);
        AssertWorks();
    }

    [Fact]
    public void RefusalOfAnyByteIsNamedAndTheBusIsFree()
    {
        for (var at = 0; at < 130; at++)
        {
            _model.NakAt = at;
            Assert.Equal(I2cOutcome.DataNotAcknowledged, Transfer(Bytes(130), new byte[4]));
            Assert.Equal(at, _transferred);
            _model.NakAt = -1;
            AssertWorks();
        }
    }

    [Theory]
    [InlineData(I2cOutcome.ArbitrationLost)]
    [InlineData(I2cOutcome.Timeout)]
    public void EveryByteMayBeLostOrHang(I2cOutcome outcome)
    {
        for (var at = 0; at < 12; at++)
        {
            _model.LoseArbitrationAt = outcome == I2cOutcome.Timeout ? null : at;
            _model.HangAt = outcome == I2cOutcome.Timeout ? at : null;
            var start = VirtualTime.NowUs;
            Assert.Equal(outcome, Transfer(Bytes(5), new byte[5]));
            Assert.InRange(VirtualTime.NowUs - start, 0, 110_000);
            AssertWorks();
        }
    }

    [Fact]
    public void StretchedClockIsWaitedForAndNotForEver()
    {
        _model.StretchUs = 20_000;
        Assert.Equal(I2cOutcome.Done, Transfer([1], []));
        _model.StretchUs = 150_000;
        Assert.Equal(I2cOutcome.Timeout, Transfer([1], []));
        _model.StretchUs = 0;
        AssertWorks();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void DataLineThatADeviceHoldsIsClockedFree(int clocks)
    {
        _model.DataStuckFor = clocks;
        AssertWorks();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LineThatStaysLowIsNamedInTime(bool clock)
    {
        _model.IsClockStuck = clock;
        _model.DataStuckFor = clock ? null : 1000;
        var start = VirtualTime.NowUs;
        Assert.Equal(I2cOutcome.BusStuck, Transfer([1], []));
        Assert.InRange(VirtualTime.NowUs - start, 0, 30_000);
        Recover();
        _model.DataStuckFor = null;
        AssertWorks();
    }

    // The specification's (UM10204, table 10) limits: f(SCL), and the shortest low time.
    [Theory]
    [InlineData(100_000, 4.7)]
    [InlineData(400_000, 1.3)]
    public void ClockIsAsFastAsAllowed(int clockHz, double shortestLowUs)
    {
        Assert.Equal(I2cOutcome.Done, _i2c.Transfer(0x2E, clockHz, new byte[1], SpanByte.Empty, out _));
        Assert.InRange(_model.ClockHz, clockHz * 0.95, clockHz * 1.0001);
        Assert.True(_model.ClockLowUs >= shortestLowUs, $"low for {_model.ClockLowUs} us");
    }

    [Theory]
    [MemberData(nameof(Transfers))]
    public void OwnerMayDieAtEveryAccess(int write, int read, string trouble)
    {
        for (var step = 0; ; step++)
        {
            Prepare(trouble);
            var died = _cutOff.AtAccess(step, () => _i2c.Transfer(0x2E, 100_000, new byte[write], new byte[read], out _));
            Inherit();
            if (!died)
            {
                Assert.InRange(step, 10, 5000);
                return;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Transfers))]
    public void OwnerMayDieInEveryWait(int write, int read, string trouble)
    {
        for (var us = 0; ; us += trouble == "hangs" ? 997 : 43)
        {
            Prepare(trouble);
            var died = _cutOff.AtTime(us, () => _i2c.Transfer(0x2E, 100_000, new byte[write], new byte[read], out _));
            Inherit();
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
            Prepare("");
            _i2c.Quiet();
            var died = _cutOff.AtAccess(step, () => _i2c.TryClaim(1));
            Inherit();
            if (!died)
            {
                return;
            }
        }
    }

    [Fact]
    public void CallerThatIsNotTheOwnerMayDieAtEveryAccess()
    {
        for (var step = 0; ; step++)
        {
            Prepare("");
            var died = _cutOff.AtAccess(step, () => _i2c.Transfer(0x2E, 100_000, new byte[3], new byte[3], out _));
            AssertWorks(atOnce: died); // no time for a handler that this test, but nothing on a board, cuts off too
            if (!died)
            {
                return;
            }
        }
    }

    private void Prepare(string trouble)
    {
        (_model, _i2c) = New(_cutOff);
        Assert.True(_i2c.TryClaim(1));
        _model.DeviceAddress = trouble == "absent" ? 0x50 : 0x2E;
        _model.NakAt = trouble == "refuses" ? 66 : -1;
        _model.HangAt = trouble == "hangs" ? 3 : null;
        _model.DataStuckFor = trouble == "data stuck" ? 7 : null;
        _model.IsClockStuck = trouble == "clock stuck";
        _model.HoldsDataAfterCutOff = trouble == "holds data" ? 8 : null;
    }

    // The owner is dead, what was wrong with the bus is over, and there is another owner.
    private void Inherit()
    {
        Recover();
        _i2c.Quiet();
        var log = _model.Log;
        Pass();
        Assert.Equal(log, _model.Log);
        Assert.True(_model.Pins.AreConnected);
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

    private I2cOutcome Transfer(byte[] write, byte[] read) => _i2c.Transfer(0x2E, 400_000, write, read, out _transferred);

    private void AssertWorks(bool atOnce = false)
    {
        Recover();
        if (!atOnce)
        {
            Pass();
        }

        _model.Log = "";
        _model.NextRead = 7;
        var data = new byte[3];
        Assert.Equal(I2cOutcome.Done, Transfer([5, 6], data));
        Pass();
        Assert.Equal([7, 8, 9], data);
        Assert.Equal("S2Ew 05 06 Sr2Er 07 08 09 P", _model.Log);
    }

    private static void Pass()
    {
        var limit = VirtualTime.NowUs + 1000;
        while (VirtualTime.Step(limit))
        {
        }
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)i)];

    private static string Hex(byte[] data) => string.Concat(data.Select(b => $"{b:X2} "));
}
