// SPDX-License-Identifier: MIT
// One disturbance at every byte of opening the TPM and of a command, on both buses. Whatever happens, the driver ends within
// its bound, a command runs at most once, what it calls Ok on I2C is right, and the next command works.

using System.Collections.Concurrent;
using System.Diagnostics;
using Wardstone.Runtime;

namespace Wardstone.Tests.Host.Drivers;

public class TpmFifoFaultTests : IClassFixture<SwtpmFixture>
{
    // Far more than three attempts and one execution need with the bench's bounds, far less than for ever.
    private const int BoundMs = 5000;

    private readonly SwtpmFixture _swtpm;
    private readonly byte[] _answer;

    public TpmFifoFaultTests(SwtpmFixture swtpm)
    {
        _swtpm = swtpm;
        _answer = swtpm.Execute(Commands.GetCapability);
        ThreadPool.SetMinThreads(32, 8); // The cases mostly sleep.
    }

    [Theory]
    [InlineData(TpmBus.I2c, 4096)]
    [InlineData(TpmBus.I2c, 7)]
    [InlineData(TpmBus.Spi, 64)]
    [InlineData(TpmBus.Spi, 7)]
    public void EveryBitOfEveryByte(TpmBus bus, int burst) =>
        Sweep(bus, burst, FaultKind.Flip, [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF], detected: bus == TpmBus.I2c);

    // Without a checksum nothing would reveal a byte that went into the FIFO twice.
    [Theory]
    [InlineData(4096, true)]
    [InlineData(7, true)]
    [InlineData(4096, false)]
    [InlineData(7, false)]
    public void EveryByteNotAcknowledged(int burst, bool checksum) =>
        Sweep(TpmBus.I2c, burst, FaultKind.Refuse, [0], checksum: checksum);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(20)]
    public void EveryMessageNotAcknowledged(int count) => Sweep(TpmBus.I2c, 16, FaultKind.RefuseMessages, [0], count: count);

    [Theory]
    [InlineData(TpmBus.I2c)]
    [InlineData(TpmBus.Spi)]
    public void ResetAtEveryByte(TpmBus bus) => Sweep(bus, 16, FaultKind.Reset, [0]);

    [Theory]
    [InlineData(TpmBus.I2c)]
    [InlineData(TpmBus.Spi)]
    public void GoneFromEveryByte(TpmBus bus) => Sweep(bus, 16, FaultKind.Vanish, [0]);

    private void Sweep(TpmBus bus, int burst, FaultKind kind, byte[] masks, bool detected = true, int count = 1, bool checksum = true)
    {
        TpmBench Bench()
        {
            var bench = TpmBench.Create(bus, _swtpm.Execute);
            bench.Model.Bursts = [burst];
            if (bench.I2c is { } target)
            {
                target.HasChecksum = checksum;
            }

            return bench;
        }

        int positions;
        using (var bench = Bench())
        {
            Assert.Equal(IoStatus.Ok, bench.Transmit(Commands.GetCapability, out var response));
            Assert.Equal(_answer, response);
            positions = kind == FaultKind.RefuseMessages ? bench.Fault.Messages : bench.Fault.Bytes;
        }

        var failures = new ConcurrentBag<string>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = 24 };
        Parallel.For(0, positions * masks.Length, options, i =>
        {
            using var bench = Bench();
            bench.Fault.Position = i / masks.Length;
            bench.Fault.Mask = masks[i % masks.Length];
            bench.Fault.Count = count;
            bench.Fault.Kind = kind;
            if (Disturbed(bench, detected) is { } failure)
            {
                failures.Add($"{kind} at {bench.Fault.Position}, mask {bench.Fault.Mask:x2}: {failure}");
            }
        });
        Assert.Empty(failures.Order());
    }

    private string? Disturbed(TpmBench bench, bool detected)
    {
        var watch = Stopwatch.StartNew();
        var status = bench.Transmit(Commands.GetCapability, out var response);
        if (watch.ElapsedMilliseconds > BoundMs)
        {
            return $"took {watch.ElapsedMilliseconds} ms";
        }

        if (bench.Model.Executions > 1)
        {
            return "ran twice";
        }

        if (status == IoStatus.Ok && detected && !response.AsSpan().SequenceEqual(_answer))
        {
            return "a wrong answer";
        }

        bench.Fault.Kind = FaultKind.None;
        var next = bench.Transmit(Commands.GetCapability, out response);
        return next == IoStatus.Ok && response.AsSpan().SequenceEqual(_answer) ? null : $"{status}, then {next}";
    }
}
