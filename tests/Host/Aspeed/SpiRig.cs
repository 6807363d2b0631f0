// SPDX-License-Identifier: MIT
// A driver over the model of its controller, with chip selects that are pins 2 and 3: those of the second of two buses.

using Wardstone.Aspeed;
using Wardstone.Controllers;
using Wardstone.Simulation;

namespace Wardstone.Tests.Host.Aspeed;

internal sealed class SpiRig
{
    public const int First = 2;
    public const int Second = 3;

    public SpiRig(CutOff? cutOff = null, ISpiTarget? target = null)
    {
        cutOff ??= new CutOff();
        Model = new SpiModel(target ?? FirstTarget, SecondTarget);
        var neighbour = new SpiModel(new Target(), new Target());
        Driver = Create(Model, cutOff, First);
        Pins = new ChipSelects([Create(neighbour, new CutOff(), 0), Driver]);
    }

    public SpiModel Model { get; }

    public Spi Driver { get; }

    public ChipSelects Pins { get; }

    public Target FirstTarget { get; } = new();

    public Target SecondTarget { get; } = new();

    /// <summary>A transfer one way that is to succeed, with what the device sees of it.</summary>
    public void AssertTransfers(int write, int read, int pin = First)
    {
        var target = pin == First ? FirstTarget : SecondTarget;
        target.Received.Clear();
        var before = (Model.Frames, Model.Bytes);
        byte[] sent = [.. Enumerable.Range(1, write).Select(i => (byte)(i * 7))];
        var received = new byte[read];
        var first = target.Next;
        Assert.Equal(SpiOutcome.Done, Driver.Transfer(pin, 10_000_000, 0, sent, received));
        Assert.Equal(sent, target.Received.Take(write));
        Assert.Equal(Enumerable.Range(first + write, read).Select(i => (byte)i), received);
        Assert.Equal((1, write + read), (Model.Frames - before.Frames, Model.Bytes - before.Bytes));
        Assert.False(FirstTarget.IsSelected || SecondTarget.IsSelected);
    }

    private static Spi Create(SpiModel model, CutOff cutOff, int firstPin) => new(
        cutOff.Of(model), cutOff.Of(model.First), cutOff.Of(model.Second), SpiModel.BusClockHz, firstPin, SpiModel.DecodingUnit);

    /// <summary>Counts up in what it sends.</summary>
    internal sealed class Target : ISpiTarget
    {
        public List<byte> Received { get; } = [];

        public bool IsSelected { get; private set; }

        public int Next { get; private set; }

        public void Select(bool active) => IsSelected = active;

        public byte Transfer(byte value)
        {
            Received.Add(value);
            return (byte)Next++;
        }
    }
}
