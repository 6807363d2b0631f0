// SPDX-License-Identifier: MIT
// A TPM's driver over the component `bus`, and the bus fails once at any of its bytes, as a bus can fail: the driver gets over it or says
// that it did not, a command runs at most once, and the next command works.

using System.Collections.Concurrent;
using Wardstone.Components;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Simulation;
using Wardstone.Tests.Host.Drivers;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Buses;

public class TpmOnBusTests(SwtpmFixture swtpm) : IClassFixture<SwtpmFixture>
{
    private const int TimeoutMs = 100;

    private static readonly TpmTimeouts Short = new(50, 100, 50, 25);

    [Theory]
    [InlineData(I2cFault.NotAcknowledged, 1)]
    [InlineData(I2cFault.NotAcknowledged, 30)]
    [InlineData(I2cFault.ClockStretched, 1)]
    [InlineData(I2cFault.ArbitrationLost, 1)]
    [InlineData(I2cFault.ArbitrationLost, 3)]
    [InlineData(I2cFault.DataHeld, 1)]
    public void AnyByteMayFail(I2cFault fault, int count)
    {
        var answer = swtpm.Execute(Commands.GetCapability);
        int bytes;
        using (var bench = new Bench(swtpm))
        {
            Assert.Equal(IoStatus.Ok, bench.Transmit(out var response));
            Assert.Equal(answer, response);
            bytes = bench.Wires.BytesWritten + bench.Wires.BytesRead + bench.Wires.Messages;
        }

        var failures = new ConcurrentBag<string>();
        Parallel.For(0, bytes, new ParallelOptions { MaxDegreeOfParallelism = 24 }, position =>
        {
            using var bench = new Bench(swtpm);
            bench.Wires.FailAt(fault, position, count);
            var status = bench.Transmit(out var response);
            var executions = bench.Executions;
            bench.Wires.FailAt(I2cFault.None, 0);
            var next = bench.Transmit(out var second);
            var isRight = status != IoStatus.Ok || response.AsSpan().SequenceEqual(answer);
            if (executions > 1 || !isRight || next != IoStatus.Ok || !second.AsSpan().SequenceEqual(answer))
            {
                failures.Add($"{fault} at {position}: {status}, ran {executions} times, then {next}");
            }
        });
        Assert.Empty(failures.Order());
    }

    [Fact]
    public void EverySingleRefusalIsGotOver()
    {
        int positions;
        using (var bench = new Bench(swtpm))
        {
            _ = bench.Transmit(out _);
            positions = bench.Wires.BytesWritten + bench.Wires.BytesRead + bench.Wires.Messages;
        }

        var good = 0;
        for (var position = 0; position < positions; position++)
        {
            using var bench = new Bench(swtpm);
            bench.Wires.FailAt(I2cFault.NotAcknowledged, position);
            good += bench.Transmit(out _) == IoStatus.Ok ? 1 : 0;
        }

        Assert.Equal(positions, good);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ABusyBusIsWaitedForAndNoFailure(bool isHeldForLong)
    {
        using var bench = new Bench(swtpm);
        Assert.Equal(IoStatus.Ok, bench.Transmit(out _));
        Assert.Equal(IoStatus.Ok, bench.Other.Begin());
        var release = new Thread(() =>
        {
            Thread.Sleep(30);
            bench.EndOther();
        });
        if (!isHeldForLong)
        {
            release.Start();
        }

        Assert.Equal(IoStatus.Ok, bench.Transmit(out _));
        if (!isHeldForLong)
        {
            release.Join();
        }

        Assert.Equal(isHeldForLong ? "1" : "0", bench.TakenAway);
        Assert.Equal(2, bench.Executions);
    }

    private sealed class Bench : IDisposable
    {
        private readonly TpmModel _model;
        private readonly TpmFifo _driver;
        private readonly BusComponent _component = new();
        private readonly Lock _lock = new();

        public Bench(SwtpmFixture swtpm)
        {
            _model = new TpmModel(swtpm.Execute);
            Wires.Attach(TpmBench.Address, new TpmI2cTarget(_model));
            Wires.Attach(0x50, new MemoryTarget());
            var env = new TestEnv($"+ i2c tpm | bus: {Wires.Id} | address: 0x2e\n+ i2c other | bus: {Wires.Id} | address: 0x50\n"
                + $"+ i2c_bus wires | bus: {Wires.Id}\n");
            _component.Construct(env);
            Assert.Null(env.Refusal);
            Other = Open("client -> other");
            _driver = new TpmFifo(new TpmI2cRegisters(new Locked(Open("driver -> tpm"), _lock)), Short);
        }

        public I2cBus Wires { get; } = new();

        public IBusDevice Other { get; }

        public int Executions => _model.Executions;

        public string? TakenAway
        {
            get
            {
                var text = new byte[512];
                Assert.Equal(IoStatus.Ok, Open("client -> wires").Read(text, 0, out var count));
                var report = Wardstone.Hid.HidNode.Parse(text[..count]);
                return report.Children[0]["taken_away"];
            }
        }

        public IoStatus Transmit(out byte[] response)
        {
            var buffer = new byte[4096];
            var status = _driver.Transfer(Commands.GetCapability, buffer, TimeoutMs, out var length);
            response = buffer[..length];
            return status;
        }

        public void EndOther()
        {
            lock (_lock)
            {
                _ = Other.End();
            }
        }

        public void Dispose() => Wires.Dispose();

        private IBusDevice Open(string label) => (IBusDevice)_component.Open("Bus", label);
    }

    // A component's lock.
    private sealed class Locked(ICharDevice device, Lock gate) : CharDevice
    {
        public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
        {
            lock (gate)
            {
                return device.Read(buffer, timeoutMs, out count);
            }
        }

        public override IoStatus Write(SpanByte data, int timeoutMs)
        {
            lock (gate)
            {
                return device.Write(data, timeoutMs);
            }
        }
    }
}
