// SPDX-License-Identifier: MIT
// The FIFO driver and a TPM that does everything right, quickly or slowly: answers, bursts, and what a command costs.

using System.Device.I2c;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Simulation;

namespace Wardstone.Tests.Host.Drivers;

public class TpmFifoTests(SwtpmFixture swtpm) : IClassFixture<SwtpmFixture>
{
    public static TheoryData<TpmBus> Buses => [TpmBus.I2c, TpmBus.Spi];

    [Theory]
    [MemberData(nameof(Buses))]
    public void GetRandomGivesBytesThatDiffer(TpmBus bus)
    {
        using var bench = TpmBench.Create(bus, swtpm.Execute);
        Assert.Equal(IoStatus.Ok, bench.Transmit(Commands.GetRandom, out var first));
        Assert.Equal(IoStatus.Ok, bench.Transmit(Commands.GetRandom, out var second));
        Assert.Equal(44, first.Length);
        Assert.NotEqual(first, second);
        Assert.Empty(bench.Model.Violations);
    }

    [Theory]
    [MemberData(nameof(Buses))]
    public void EveryBurstCountMovesTheSameBytes(TpmBus bus)
    {
        var answer = swtpm.Execute(Commands.GetLongCapability);
        for (var burst = 1; burst <= 64; burst++)
        {
            using var bench = TpmBench.Create(bus, swtpm.Execute);
            bench.Model.Bursts = [burst];
            AssertWorks(bench, Commands.GetLongCapability, answer);
        }
    }

    [Theory]
    [MemberData(nameof(Buses))]
    public void BurstCountsMayChangeAndPause(TpmBus bus)
    {
        var answer = swtpm.Execute(Commands.GetCapability);
        foreach (var bursts in new int[][] { [1, 64], [63, 2, 9], [10, 1, 1], [11, 300], [65535] })
        {
            using var bench = TpmBench.Create(bus, swtpm.Execute, patient: true);
            bench.Model.Bursts = bursts;
            bench.Model.BurstPolls = 1;
            AssertWorks(bench, Commands.GetCapability, answer);
        }
    }

    // Messages, bytes written, bytes read, as counted on the bus from the second command on. A lean C client without
    // checksum, without returning the TPM to Idle, takes 13 messages. A TPM may go straight from Completion to Ready.
    [Theory]
    [InlineData("GetRandom", 18, 26, 60)]
    [InlineData("PcrExtend", 18, 79, 35)]
    [InlineData("PcrRead", 18, 34, 78)]
    [InlineData("GetLongCapability", 18, 36, 407)]
    public void ACommandOnI2cCosts(string name, int messages, int written, int read)
    {
        var command = (byte[])typeof(Commands).GetProperty(name)!.GetValue(null)!;
        foreach (var shortcut in new[] { false, true })
        {
            using var bench = TpmBench.OnI2c(swtpm.Execute);
            bench.Model.CompletionToReady = shortcut;
            Assert.Equal(IoStatus.Ok, bench.Transmit(command, out _));
            var bus = bench.I2cBus!;
            var before = (bus.Messages, bus.BytesWritten, bus.BytesRead);
            Assert.Equal(IoStatus.Ok, bench.Transmit(command, out _));
            Assert.Equal(
                (messages, written, read),
                (bus.Messages - before.Messages, bus.BytesWritten - before.BytesWritten, bus.BytesRead - before.BytesRead));
            Assert.Empty(bench.Model.Violations);
        }
    }

    // Frames, and bytes clocked with their headers.
    [Theory]
    [InlineData("GetRandom", 10, 115)]
    [InlineData("PcrExtend", 11, 147)]
    public void ACommandOnSpiCosts(string name, int frames, int bytes)
    {
        var command = (byte[])typeof(Commands).GetProperty(name)!.GetValue(null)!;
        using var bench = TpmBench.OnSpi(swtpm.Execute);
        Assert.Equal(IoStatus.Ok, bench.Transmit(command, out _));
        var bus = bench.SpiBus!;
        var before = (bus.Frames, bus.Bytes);
        Assert.Equal(IoStatus.Ok, bench.Transmit(command, out _));
        Assert.Equal((frames, bytes), (bus.Frames - before.Frames, bus.Bytes - before.Bytes));
    }

    [Fact]
    public void ASlowCommandIsAskedForSeldomOnceItsDurationIsKnown()
    {
        using var bench = TpmBench.OnI2c(swtpm.Execute, patient: true);
        bench.Model.ExecutionMs = 60;
        var looks = int.MaxValue;
        for (var i = 0; i < 8; i++)
        {
            var before = bench.Model.StatusReads;
            Assert.Equal(IoStatus.Ok, bench.Transmit(Commands.GetRandom, out _));
            looks = Math.Min(looks, bench.Model.StatusReads - before);
        }

        Assert.InRange(looks, 3, 5); // Ready, whole, and one to three for the response.
    }

    [Theory]
    [MemberData(nameof(Buses))]
    public void ACommandThatIsNotWholeStaysOffTheBus(TpmBus bus)
    {
        using var bench = TpmBench.Create(bus, swtpm.Execute);
        Assert.Equal(IoStatus.ProtocolError, bench.Transmit(Commands.GetRandom[..9], out _));
        Assert.Equal(IoStatus.ProtocolError, bench.Transmit(Commands.GetRandom[..11], out _));
        Assert.Equal(IoStatus.ProtocolError, bench.Transmit([.. Commands.GetRandom, 0], out _));
        Assert.Equal(IoStatus.TooLong, bench.Driver.Transfer(Commands.GetRandom, new byte[9], 100, out _));
        Assert.Equal(0, bench.Fault.Bytes);
    }

    [Theory]
    [MemberData(nameof(Buses))]
    public void AResponseThatDoesNotFitIsDropped(TpmBus bus)
    {
        using var bench = TpmBench.Create(bus, swtpm.Execute);
        Assert.Equal(IoStatus.TooLong, bench.Driver.Transfer(Commands.GetRandom, new byte[43], 100, out var length));
        Assert.Equal(0, length);
        Assert.Equal(1, bench.Model.Executions);
        Assert.Equal(IoStatus.Ok, bench.Transmit(Commands.GetRandom, out _));
        Assert.Empty(bench.Model.Violations);
    }

    [Fact]
    public void ATransferAllocatesNothing()
    {
        var model = new TpmModel(swtpm.Execute);
        var meter = new AllocationMeter(new TpmI2cTarget(model));
        using var bus = new I2cBus();
        bus.Attach(TpmBench.Address, meter);
        var device = new I2cSettings(bus.Id, TpmBench.Address);
        var driver = new TpmFifo(new TpmI2cRegisters(new I2cBusDevice(new Bus(), device)));
        byte[] command = Commands.GetRandom, response = new byte[64];
        for (var i = 0; i < 3; i++)
        {
            meter.Inside = 0;
            var before = GC.GetAllocatedBytesForCurrentThread();
            var status = driver.Transfer(command, response, 1000, out _);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before - meter.Inside;
            Assert.Equal(IoStatus.Ok, status);
            Assert.Equal(0, allocated);
        }
    }

    private static void AssertWorks(TpmBench bench, byte[] command, byte[] answer)
    {
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(IoStatus.Ok, bench.Transmit(command, out var response));
            Assert.Equal(answer, response);
        }

        Assert.Equal(2, bench.Model.Executions);
        Assert.Empty(bench.Model.Violations);
    }

    /// <summary>Counts what the far side of the bus allocates, which is not the driver's.</summary>
    private sealed class AllocationMeter(II2cTarget target) : II2cTarget
    {
        private long _before;

        public long Inside { get; set; }

        public bool Start(bool read) => Enter() && Leave(target.Start(read));

        public bool Write(byte value) => Enter() && Leave(target.Write(value));

        public byte Read()
        {
            Enter();
            var value = target.Read();
            Leave(true);
            return value;
        }

        public void Stop()
        {
            Enter();
            target.Stop();
            Leave(true);
        }

        private bool Enter()
        {
            _before = GC.GetAllocatedBytesForCurrentThread();
            return true;
        }

        private bool Leave(bool result)
        {
            Inside += GC.GetAllocatedBytesForCurrentThread() - _before;
            return result;
        }
    }
}
