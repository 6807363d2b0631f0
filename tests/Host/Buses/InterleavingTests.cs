// SPDX-License-Identifier: MIT
// Two devices on one SPI bus, of different modes, used in any order by clients that come and go: what goes over the wires, and what
// each is told, is what a model of a few lines says.

using System.Device.Spi;
using FsCheck;
using FsCheck.Fluent;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Simulation;

namespace Wardstone.Tests.Host.Buses;

public class InterleavingTests
{
    private const int MostSteps = 60;

    public enum Call
    {
        Begin,
        Write,
        Read,
        Transfer,
        Exchange,
        End,
        GiveUp,
    }

    private static readonly Arbitrary<(Call Call, bool Second)[]> Histories =
        Gen.ArrayOf(ArbMap.Default.GeneratorFor<(Call, bool)>(), MostSteps).ToArbitrary();

    // Hold times at their ends: nothing here depends on how long something takes.
    [Theory]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    public void AnyOrderOfCallsIsAsTheModelSays(int holdMs) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(Histories, history =>
            {
                using var wires = new SpiBus();
                wires.Record();
                var bus = new Bus(holdMs);
                var targets = new[] { new MemoryTarget(), new MemoryTarget() };
                SpiMode[] modes = [SpiMode.Mode0, SpiMode.Mode3];
                var devices = targets.Select((target, i) =>
                    new SpiBusDevice(bus, new SpiSettings(wires.Id, wires.Attach(target)) { Mode = modes[i] })).ToArray();
                var model = new Model(holdMs == 0);
                foreach (var (call, second) in history)
                {
                    Assert.Equal(model.Next(call, second ? 1 : 0), Do(call, devices[second ? 1 : 0]));
                    Assert.Equal([model.Holder == 0, model.Holder == 1], targets.Select(target => target.IsSelected));
                }

                Assert.Empty(wires.Violations);
                Assert.Equal(
                    model.Frames,
                    wires.Transcript.Select(frame => $"{(frame.Target < 0 ? "none" : frame.Target)}:{frame.Written.Count}"));
                Assert.Equal(model.Frames.Count(frame => frame[0] == 'n') + model.Bytes, wires.Bytes);
                Assert.Equal(
                    (model.Transactions, model.Bytes, model.Busy, model.TakenAway),
                    (bus.Statistics.Transactions, bus.Statistics.Bytes, bus.Statistics.Busy, bus.Statistics.TakenAway));
            }));

    private static IoStatus Do(Call call, SpiBusDevice device)
    {
        switch (call)
        {
            case Call.Begin: return device.Begin();
            case Call.Write: return device.Write(new byte[] { 1 }, 0);
            case Call.Read: return device.Read(new byte[2], 0, out _);
            case Call.Transfer: return device.Transfer(new byte[] { 1 }, new byte[2], 0, out _);
            case Call.Exchange: return device.Exchange(new byte[4], new byte[4]);
            case Call.End: return device.End();
            default:
                device.GiveUp();
                return IoStatus.Ok;
        }
    }

    private sealed class Model(bool takesAway)
    {
        private static readonly int[] Sizes = [0, 1, 2, 3, 4, 0, 0];
        private readonly bool[] _hasBegun = new bool[2];
        private int _mode = -1;
        private int _open;

        public int Holder { get; private set; } = -1;

        public List<string> Frames { get; } = [];

        public long Transactions { get; private set; }

        public long Bytes { get; private set; }

        public long Busy { get; private set; }

        public long TakenAway { get; private set; }

        public IoStatus Next(Call call, int device)
        {
            var isHeld = Holder == device;
            if (call is Call.Begin or Call.End or Call.GiveUp)
            {
                Holder = isHeld ? -1 : Holder;
                _hasBegun[device] = false;
                return call == Call.Begin ? Begin(device) : call == Call.GiveUp || isHeld ? IoStatus.Ok : IoStatus.Interrupted;
            }

            if (_hasBegun[device] && !isHeld)
            {
                return IoStatus.Interrupted;
            }

            if (!isHeld && !TryStart(device))
            {
                return IoStatus.Busy;
            }

            Move(device, Sizes[(int)call], isHeld);
            return IoStatus.Ok;
        }

        private IoStatus Begin(int device)
        {
            if (!TryStart(device))
            {
                return IoStatus.Busy;
            }

            Holder = device;
            _open = 0;
            _hasBegun[device] = true;
            return IoStatus.Ok;
        }

        private bool TryStart(int device)
        {
            if (Holder >= 0 && !takesAway)
            {
                Busy++;
                return false;
            }

            TakenAway += Holder >= 0 ? 1 : 0;
            Holder = -1;
            Transactions++;
            if (_mode != device)
            {
                Frames.Add("none:1");
                _mode = device;
            }

            return true;
        }

        // Within a transaction all bytes are of one frame.
        private void Move(int device, int bytes, bool isHeld)
        {
            Bytes += bytes;
            if (isHeld && _open > 0)
            {
                bytes += _open;
                Frames.RemoveAt(Frames.Count - 1);
            }

            Frames.Add($"{device}:{bytes}");
            _open = isHeld ? bytes : 0;
        }
    }
}
