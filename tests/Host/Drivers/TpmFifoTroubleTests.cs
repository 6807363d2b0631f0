// SPDX-License-Identifier: MIT
// The FIFO driver and a TPM in lasting trouble: slow, stuck, absent, another chip, dead, or telling wrong sizes. Each gives a
// named status in bounded time, and the driver works again when the trouble is over.

using System.Buffers.Binary;
using System.Device.I2c;
using System.Diagnostics;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Simulation;

namespace Wardstone.Tests.Host.Drivers;

public class TpmFifoTroubleTests(SwtpmFixture swtpm) : IClassFixture<SwtpmFixture>
{
    private const int BoundMs = 5000;

    public static TheoryData<TpmBus> Buses => [TpmBus.I2c, TpmBus.Spi];

    /// <summary>Every bit of a byte, stuck high and low, on both buses.</summary>
    public static IEnumerable<object[]> Bits =>
        from bus in Enum.GetValues<TpmBus>()
        from bit in Enumerable.Range(0, 8)
        from high in Enumerable.Range(0, 2)
        select new object[] { bus, 1 << bit, high == 1 };

    [Fact]
    public void GuardTimesAreKept()
    {
        for (var pairs = 0; pairs < 16; pairs++)
        {
            using var bench = TpmBench.OnI2c(swtpm.Execute);
            bench.I2c!.GuardTimeUs = 250;
            bench.I2c.GuardPairs = pairs;
            Assert.Equal(IoStatus.Ok, bench.Transmit(Commands.GetRandom, out _));
            Assert.Equal(IoStatus.Ok, bench.Transmit(Commands.GetRandom, out _));
            Assert.Equal(0, bench.I2c.EarlyMessages);
        }
    }

    [Theory]
    [MemberData(nameof(Buses))]
    public void ASlowTpmIsWaitedFor(TpmBus bus)
    {
        for (var polls = 1; polls <= 8; polls++)
        {
            using var bench = TpmBench.Create(bus, swtpm.Execute, patient: true);
            (bench.Model.Localities.GrantPolls, bench.Model.NotValidPolls, bench.Model.ExecutionPolls) = (polls, polls, polls);
            (bench.Model.Bursts, bench.Model.BurstPolls, bench.Model.ReadyPolls) = ([16], polls, polls);
            Assert.Equal(IoStatus.Ok, bench.Transmit(Commands.GetRandom, out _));
            Assert.Equal(IoStatus.Ok, bench.Transmit(Commands.GetRandom, out _));
            Assert.Empty(bench.Model.Violations);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(100)]
    public void WaitStatesOfAnyLength(int waits)
    {
        using var bench = TpmBench.OnSpi(swtpm.Execute, patient: true);
        bench.Spi!.WaitStates = [waits, 0, 1];
        bench.Model.Bursts = [13];
        var answer = swtpm.Execute(Commands.GetCapability);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(IoStatus.Ok, bench.Transmit(Commands.GetCapability, out var response));
            Assert.Equal(answer, response);
        }

        Assert.Empty(bench.Model.Violations);
    }

    [Fact]
    public void AWaitStateWithoutEndIsATimeout()
    {
        using var bench = TpmBench.OnSpi(swtpm.Execute);
        bench.Spi!.WaitStates = [int.MaxValue];
        AssertFails(bench, IoStatus.Timeout);
        bench.Spi.WaitStates = [0];
        AssertWorks(bench);
    }

    [Theory]
    [MemberData(nameof(Bits))]
    public void AStuckStatusBit(TpmBus bus, int bit, bool high)
    {
        using var bench = TpmBench.Create(bus, swtpm.Execute);
        (bench.Model.StatusStuckHigh, bench.Model.StatusStuckLow) = ((byte)(high ? bit : 0), (byte)(high ? 0 : bit));
        bench.Model.ExecutionPolls = 2;
        var status = Bounded(bench);
        Assert.True(bench.Model.Executions <= 1);
        switch ((bit, high))
        {
            case (0x01 or 0x02 or 0x20, true): // must be zero
                Assert.Equal(IoStatus.ProtocolError, status);
                break;
            case (0x80 or 0x40 or 0x10, false): // never valid, never ready, never done
            case (0x08, true): // never whole
                Assert.Equal(IoStatus.Timeout, status);
                break;
        }

        (bench.Model.StatusStuckHigh, bench.Model.StatusStuckLow, bench.Model.ExecutionPolls) = (0, 0, 0);
        AssertWorks(bench);
    }

    [Theory]
    [MemberData(nameof(Bits))]
    public void AStuckAccessBit(TpmBus bus, int bit, bool high)
    {
        using var bench = TpmBench.Create(bus, swtpm.Execute);
        (bench.Model.AccessStuckHigh, bench.Model.AccessStuckLow) = ((byte)(high ? bit : 0), (byte)(high ? 0 : bit));
        var status = Bounded(bench);
        switch ((bit, high))
        {
            case (0x08 or 0x40, true): // must be zero
                Assert.Equal(IoStatus.ProtocolError, status);
                break;
            case (0x80 or 0x20, false): // never valid, never granted
                Assert.Equal(IoStatus.Timeout, status);
                break;
            case (0x20, true): // granted, it seems, but no register answers
                Assert.NotEqual(IoStatus.Ok, status);
                break;
            default:
                Assert.Equal(IoStatus.Ok, status);
                break;
        }

        (bench.Model.AccessStuckHigh, bench.Model.AccessStuckLow) = (0, 0);
        AssertWorks(bench);
    }

    [Theory]
    [MemberData(nameof(Buses))]
    public void AnotherLocalityIsWaitedForThenReleased(TpmBus bus)
    {
        for (var locality = 1; locality < TpmLocalities.Count; locality++)
        {
            using var bench = TpmBench.Create(bus, swtpm.Execute);
            bench.Model.HoldBy(locality);
            var watch = Stopwatch.StartNew();
            AssertWorks(bench);
            Assert.True(watch.ElapsedMilliseconds >= TpmBench.TimeoutA, $"not waited for: {watch.ElapsedMilliseconds} ms");
            Assert.Equal(0, bench.Model.Localities.Active);
            Assert.Empty(bench.Model.Violations);
        }
    }

    [Theory]
    [InlineData(TpmBus.I2c, IoStatus.NotAcknowledged)]
    [InlineData(TpmBus.Spi, IoStatus.NotPresent)]
    public void AnAbsentTpmHasAName(TpmBus bus, IoStatus expected)
    {
        using var bench = TpmBench.Create(bus, swtpm.Execute);
        (bench.Fault.Kind, bench.Fault.Position) = (FaultKind.Vanish, -1);
        AssertFails(bench, expected);
        bench.Fault.Kind = FaultKind.None;
        AssertWorks(bench);
    }

    [Theory]
    [InlineData(TpmBus.I2c, IoStatus.NotAcknowledged)]
    [InlineData(TpmBus.Spi, IoStatus.NotPresent)]
    public void ATpmThatGoesAwayHasAName(TpmBus bus, IoStatus expected)
    {
        using var bench = TpmBench.Create(bus, swtpm.Execute);
        AssertWorks(bench);
        (bench.Fault.Kind, bench.Fault.Position) = (FaultKind.Vanish, -1);
        AssertFails(bench, expected);
        bench.Fault.Kind = FaultKind.None;
        AssertWorks(bench);
    }

    [Theory]
    [InlineData(0x00, IoStatus.NotPresent)]
    [InlineData(0xFF, IoStatus.NotPresent)]
    [InlineData(0x5A, IoStatus.ProtocolError)]
    [InlineData(0x21, IoStatus.Timeout)]
    public void AnotherChipIsNoTpm(int value, IoStatus expected)
    {
        using var bus = new I2cBus();
        bus.Attach(TpmBench.Address, new OtherChip((byte)value));
        var device = new I2cSettings(bus.Id, TpmBench.Address);
        var registers = new TpmI2cRegisters(new I2cBusDevice(new Bus(), device));
        Assert.Equal(expected, new TpmFifo(registers, new TpmTimeouts(50, 100, 50, 25)).Open());
    }

    [Theory]
    [MemberData(nameof(Buses))]
    public void ATpmWithoutIdentityIsNotPresent(TpmBus bus)
    {
        using var bench = TpmBench.Create(bus, swtpm.Execute);
        bench.Model.Identity = 0xFFFF_FFFF;
        AssertFails(bench, IoStatus.NotPresent);
    }

    [Theory]
    [MemberData(nameof(Buses))]
    public void ACommandWithoutEndIsAbortedAfterItsBound(TpmBus bus)
    {
        using var bench = TpmBench.Create(bus, swtpm.Execute);
        (bench.Model.ExecutionPolls, bench.Model.ReadyPolls) = (int.MaxValue, 1);
        var watch = Stopwatch.StartNew();
        AssertFails(bench, IoStatus.Timeout);
        Assert.True(watch.ElapsedMilliseconds >= bench.TimeoutMs);
        bench.Model.ExecutionPolls = 0;
        AssertWorks(bench);
        Assert.Empty(bench.Model.Violations);
    }

    [Theory]
    [MemberData(nameof(Buses))]
    public void ATpmThatFailsAnswersForItself(TpmBus bus)
    {
        using var doomed = new SwtpmFixture();
        using var bench = TpmBench.Create(bus, doomed.Execute);
        AssertWorks(bench);
        doomed.Kill();
        Assert.Equal(IoStatus.Ok, bench.Transmit(Commands.GetRandom, out var response));
        Assert.Equal(SwtpmFixture.Failure, response);
    }

    [Theory]
    [MemberData(nameof(Buses))]
    public void WrongSizesInAResponse(TpmBus bus)
    {
        foreach (var size in new uint[] { 0, 1, 9, 45, 1000, 4097, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF })
        {
            var wrong = true;
            using var bench = TpmBench.Create(bus, command =>
            {
                var response = swtpm.Execute(command);
                BinaryPrimitives.WriteUInt32BigEndian(response.AsSpan(2), wrong ? size : (uint)response.Length);
                return response;
            });
            AssertFails(bench, size is > 4096 and < 0x8000_0000 ? IoStatus.TooLong : IoStatus.ProtocolError);
            Assert.Equal(1, bench.Model.Executions);
            wrong = false;
            AssertWorks(bench);
        }
    }

    [Theory]
    [MemberData(nameof(Buses))]
    public void HalfAResponse(TpmBus bus)
    {
        for (var length = 0; length < 44; length++)
        {
            var count = length;
            using var bench = TpmBench.Create(bus, command => swtpm.Execute(command)[..count]);
            AssertFails(bench, length == 0 ? IoStatus.Timeout : IoStatus.ProtocolError);
            Assert.Equal(1, bench.Model.Executions);
        }
    }

    [Fact]
    public void WrongChecksumsOfACommandAreSentAgainThenNamed()
    {
        using var bench = TpmBench.OnI2c(swtpm.Execute);
        bench.I2c!.WrongChecksums = 2;
        AssertWorks(bench);
        bench.I2c.WrongChecksums = int.MaxValue;
        AssertFails(bench, IoStatus.ChecksumError);
        Assert.Equal(1, bench.Model.Executions);
        bench.I2c.WrongChecksums = 0;
        AssertWorks(bench);
    }

    [Theory]
    [InlineData(2, IoStatus.Ok)]
    [InlineData(3, IoStatus.ChecksumError)]
    public void WrongChecksumsOfAResponseAreReadAgainThenNamed(int wrong, IoStatus expected)
    {
        TpmBench? bench = null;
        using (bench = TpmBench.OnI2c(command =>
        {
            bench!.I2c!.WrongChecksums = wrong;
            return swtpm.Execute(command);
        }))
        {
            Assert.Equal(expected, bench.Transmit(Commands.GetRandom, out _));
            Assert.Equal(1, bench.Model.Executions);
            Assert.Empty(bench.Model.Violations);
        }
    }

    [Fact]
    public void ATpmWithoutAChecksumWorksWithoutOne()
    {
        using var bench = TpmBench.OnI2c(swtpm.Execute);
        bench.I2c!.HasChecksum = false;
        AssertWorks(bench);
        Assert.Empty(bench.Model.Violations);
    }

    private static IoStatus Bounded(TpmBench bench)
    {
        var watch = Stopwatch.StartNew();
        var status = bench.Transmit(Commands.GetRandom, out _);
        Assert.InRange(watch.ElapsedMilliseconds, 0, BoundMs);
        return status;
    }

    private static void AssertFails(TpmBench bench, IoStatus expected)
    {
        Assert.Equal(expected, Bounded(bench));
        Assert.Equal(TpmModelState.Idle, Settled(bench.Model));
    }

    private static void AssertWorks(TpmBench bench)
    {
        Assert.Equal(IoStatus.Ok, bench.Transmit(Commands.GetRandom, out var response));
        Assert.Equal(44, response.Length);
    }

    // An abort may still be under way: each look at the status is a step of it.
    private static TpmModelState Settled(TpmModel model)
    {
        for (var i = 0; i < 10; i++)
        {
            _ = model.Read(0, TpmModel.Status);
        }

        return model.State;
    }

    /// <summary>Something that acknowledges everything and reads as one byte for ever.</summary>
    private sealed class OtherChip(byte value) : II2cTarget
    {
        public bool Start(bool read) => true;

        public bool Write(byte data) => true;

        public byte Read() => value;

        public void Stop()
        {
        }
    }
}
