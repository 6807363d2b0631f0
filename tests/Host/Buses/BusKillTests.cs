// SPDX-License-Identifier: MIT
// The bus's component and the drivers of two devices on one SPI bus are ended at any point, in the order that a seed decides: none of them
// reads what it did not write, no byte goes to a device outside of a transaction, and both get on.

using Wardstone.Components;
using Wardstone.Runtime;
using Wardstone.Simulation;
using Wardstone.Tests.Host.Components;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Buses;

public class BusKillTests
{
    private const int Kills = 60;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void TheBusComesBackAndTheNextOneIsServed(int seed) => Run(seed);

    [Fact]
    [Trait("Category", "Long")]
    public void WithManySeeds()
    {
        for (var seed = 1000; seed < 1300; seed++)
        {
            Run(seed);
        }
    }

    private static void Run(int seed)
    {
        using var wires = new SpiBus();
        MemoryTarget[] targets = [new(), new()];
        var config = $"""
            config
            + start first | binary: mover | ram: 4K | priority: 1
              + restart | limit: 1000 | back_off_ms: 1 | stable_ms: 20
              + route | + any-service | + child bus
            + start second | binary: mover | ram: 4K | priority: 2
              + restart | limit: 1000 | back_off_ms: 2 | stable_ms: 20
              + route | + any-service | + child bus
            + start bus | ram: 4K
              + restart | limit: 1000 | back_off_ms: 1 | stable_ms: 20
              + provides | + service Bus
              + config
                + spi first | bus: {wires.Id} | chip_select: {wires.Attach(targets[0])}
                + spi second | bus: {wires.Id} | chip_select: {wires.Attach(targets[1])} | mode: 3
            -

            """;
        wires.Record();
        using var kernel = new SeededKernel(seed) { KillsLeft = Kills };
        var mover = new MoverBinary(kernel);
        var init = new Init(kernel, [mover, new BusBinary()], [], new TextRom(config), new Quiet());
        Assert.True(init.TryRead(null, out var reason), reason);
        init.Start();
        ServeUntil(() => kernel.KillsLeft == 0);
        var before = mover.Right;
        ServeUntil(() => mover.Right.All(one => one.Value >= before.GetValueOrDefault(one.Key) + 10) && mover.Right.Count == 2);
        Assert.True(kernel.Wrong == null, $"seed {seed}: {kernel.Wrong}");
        Assert.Empty(wires.Violations);
        Assert.All(wires.Transcript.Where(frame => frame.Target >= 0), frame => Assert.True(IsWhole(frame), $"seed {seed}: {frame}"));

        void ServeUntil(Func<bool> isDone)
        {
            for (var end = kernel.NowMs + 20_000; !isDone();)
            {
                Assert.True(kernel.NowMs < end, $"seed {seed}: not within 20 s\n{string.Join('\n', kernel.Story)}");
                init.Serve(10);
            }
        }
    }

    // A register and its value, or what had become of that when its client died; nothing that begins in the middle.
    private static bool IsWhole(SpiFrame frame) =>
        frame.Written.Count <= 2 && (frame.Written[0] & 0x7F) < 16 && frame.Written.Skip(1).All(value => value is 0 or >= 0x40);

    private sealed class Quiet : ILogSession
    {
        public void Write(SpanByte line)
        {
        }
    }

    // Writes a register in two segments and reads it back, each few milliseconds.
    private sealed class MoverBinary(SeededKernel kernel) : Binary
    {
        public override string Name => "mover";

        /// <summary>Values that came back, by component.</summary>
        public Dictionary<string, int> Right { get; private set; } = [];

        public override Component Create() => new Mover(this, kernel);

        private void Count(string name) => Right = new(Right) { [name] = Right.GetValueOrDefault(name) + 1 };

        private sealed class Mover(MoverBinary binary, SeededKernel kernel) : Component
        {
            private readonly byte[] _one = new byte[1];
            private readonly byte[] _read = new byte[1];
            private IBusDevice? _device;
            private string _name = "";
            private int _next;

            public override void Construct(Env env)
            {
                _name = env.Name;
                _device = (IBusDevice)env.Request("Bus", _name);
                _ = env.Signal(0);
                env.Trigger(0, 1, 2);
            }

            public override void Dispatch(int signals)
            {
                _next = (_next + 1) & 15;
                var value = (byte)(0x40 + (_next * 3));
                if (_device!.Begin() != IoStatus.Ok)
                {
                    return;
                }

                kernel.Point();
                var status = Write((byte)_next);
                kernel.Point();
                status = status == IoStatus.Ok ? Write(value) : status;
                kernel.Point();
                var end = _device.End();
                kernel.Point();
                if (status != IoStatus.Ok || end != IoStatus.Ok)
                {
                    return;
                }

                _one[0] = (byte)(0x80 | _next);
                if (_device.Transfer(_one, _read, 0, out _) == IoStatus.Ok)
                {
                    kernel.Require(_read[0] == value, $"{_name} reads {_read[0]:x2} where it wrote {value:x2}");
                    binary.Count(_name);
                }
            }

            private IoStatus Write(byte value)
            {
                _one[0] = value;
                return _device!.Write(_one, 0);
            }
        }
    }
}
