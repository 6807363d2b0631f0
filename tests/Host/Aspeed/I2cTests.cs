// SPDX-License-Identifier: MIT
// The I2C driver against a bus that takes its time and has faults. Time is virtual: see VirtualTime.

using Wardstone.Aspeed;
using Wardstone.Controllers;

namespace Wardstone.Tests.Host.Aspeed;

public class I2cTests
{
    private readonly I2cModel _model = new();
    private readonly I2c _i2c;

    public I2cTests() => _i2c = new I2c(new Registers(_model), new Registers(_model.Pool), _model.Interrupt);

    // A driver with a past.
    private protected I2cTests(I2cModel model, I2c i2c) => (_model, _i2c) = (model, i2c);

    public static TheoryData<int> Lengths => [1, 2, 3, 4, 5, 31, 32, 33, 63, 64, 65, 300, 4096];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void WritesOneMessage(int length)
    {
        var data = Bytes(length);
        Assert.Equal(I2cOutcome.Done, Transfer(data, []));
        Assert.Equal(length, _transferred);
        Assert.Equal($"S2Ew {Hex(data)}P", _model.Log);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void ReadsOneMessage(int length)
    {
        var data = new byte[length];
        Assert.Equal(I2cOutcome.Done, Transfer([], data));
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
        Assert.Equal(length + 2, _transferred);
        Assert.Equal($"S2Ew 18 19 Sr2Er {Hex(data)}P", _model.Log);
    }

    [Fact]
    public void EmptyTransferAsksWhetherTheDeviceIsThere()
    {
        Assert.Equal(I2cOutcome.Done, Transfer([], []));
        Assert.Equal("S2Ew P", _model.Log);
        _model.DeviceAddress = 0x50;
        Assert.Equal(I2cOutcome.AddressNotAcknowledged, Transfer([], []));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(40, 40)]
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
        const int Length = 70;
        for (var at = 0; at < Length; at++)
        {
            _model.NakAt = at;
            Assert.Equal(I2cOutcome.DataNotAcknowledged, Transfer(Bytes(Length), new byte[4]));
            Assert.Equal(at / 32 * 32, _transferred);
            _model.NakAt = -1;
            AssertWorks();
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void EveryPacketMayLoseArbitration(int packet)
    {
        _model.LoseArbitrationAt = packet;
        Assert.Equal(I2cOutcome.ArbitrationLost, Transfer(Bytes(40), new byte[40]));
        Assert.Null(_model.LoseArbitrationAt);
        AssertWorks();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void EveryPacketMayHangAndIsGivenUpInTime(int packet)
    {
        _model.HangAt = packet;
        var start = VirtualTime.NowUs;
        Assert.Equal(I2cOutcome.Timeout, Transfer(Bytes(40), new byte[40]));
        Assert.InRange(VirtualTime.NowUs - start, 100_000, 110_000);
        AssertWorks();
    }

    [Fact]
    public void InterruptAfterItsPacketWasGivenUpIsNotTakenForTheNextOne()
    {
        _model.HasLowTimeout = false;
        _model.StretchUs = 150_000;
        Assert.Equal(I2cOutcome.Timeout, Transfer([1], []));
        _model.StretchUs = 0;
        AssertWorks();
    }

    [Fact]
    public void StretchedClockIsWaitedFor()
    {
        _model.StretchUs = 70_000;
        AssertWorks();
    }

    [Fact]
    public void ClockThatIsStretchedForTooLongIsGivenUpByTheController()
    {
        _model.StretchUs = 80_000;
        var start = VirtualTime.NowUs;
        Assert.Equal(I2cOutcome.Timeout, Transfer([1], []));
        Assert.InRange(VirtualTime.NowUs - start, 70_000, 99_000);
        _model.StretchUs = 0;
        AssertWorks();
    }

    [Fact]
    public void DataLineThatADeviceHoldsIsClockedFree()
    {
        _model.DataStuckFor = 7;
        AssertWorks();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LineThatStaysLowIsNamedInTime(bool clock)
    {
        _model.IsClockStuck = clock;
        _model.DataStuckFor = 1000;
        var start = VirtualTime.NowUs;
        Assert.Equal(I2cOutcome.BusStuck, Transfer([1], []));
        Assert.InRange(VirtualTime.NowUs - start, 0, 110_000);
        _model.IsClockStuck = false;
        _model.DataStuckFor = null;
        AssertWorks();
    }

    // The specification's (UM10204, table 10) limits: f(SCL), and the shortest low time.
    [Theory]
    [InlineData(100_000, 4.7)]
    [InlineData(400_000, 1.3)]
    [InlineData(1_000_000, 0.5)]
    public void ClockIsAsFastAsAllowed(int clockHz, double shortestLowUs)
    {
        Assert.Equal(I2cOutcome.Done, _i2c.Transfer(0x2E, clockHz, new byte[1], SpanByte.Empty, out _));
        Assert.InRange(_model.ClockHz, clockHz * 95 / 100, clockHz);
        Assert.True(_model.ClockLowUs >= shortestLowUs, $"low for {_model.ClockLowUs} us");
    }

    [Fact]
    public void BusesShareTheDividersThatTheTimingIsMadeFor()
    {
        var clocks = new I2cModelClocks();
        I2cClock.Initialize(new Registers(clocks));
        Assert.Equal(I2cModelClocks.Dividers, clocks.Written[0x10]);
        Assert.Equal(6u, clocks.Written[0x0C]);
    }

    private int _transferred;

    private I2cOutcome Transfer(byte[] write, byte[] read) => _i2c.Transfer(0x2E, 400_000, write, read, out _transferred);

    private void AssertWorks()
    {
        _model.DeviceAddress = 0x2E;
        _model.NextRead = 7;
        _model.Log = "";
        var data = new byte[2];
        Assert.Equal(I2cOutcome.Done, Transfer([5], data));
        Assert.Equal([7, 8], data);
        Assert.Equal("S2Ew 05 Sr2Er 07 08 P", _model.Log);
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)i)];

    private static string Hex(byte[] data) => string.Concat(data.Select(b => $"{b:X2} "));
}
