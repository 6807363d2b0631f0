// SPDX-License-Identifier: MIT
// A driver over a model of its controller, pins and DMA.

using Wardstone.Controllers;
using Wardstone.Simulation;
using Wardstone.Stm32;
using Wardstone.Tests.Host.Aspeed;
using Pins = Wardstone.Stm32.Pins;

namespace Wardstone.Tests.Host.Stm32;

internal sealed class SpiRig
{
    public const int First = (3 * 16) + 14;
    public const int Second = (1 * 16) + 12;
    public const int BufferSize = 100;

    /// <param name="hasFifo">Whether the chip is an F7.</param>
    /// <param name="cutOff">When the driver's owner dies.</param>
    /// <param name="target">The first device; null for one that echoes.</param>
    public SpiRig(bool hasFifo, CutOff? cutOff = null, ISpiTarget? target = null)
    {
        cutOff ??= new CutOff();
        Model = new SpiModel(hasFifo);
        Model.Attach(First, target ?? Target);
        Model.Attach(Second, Other);
        var dma = cutOff.Of(Model.Dma);
        Pins = new Pins(
            [.. Model.Pins.Ports.Select(cutOff.Of)],
            new ExternalInterrupts(new Registers(Model.Pins.Exti), new Registers(Model.Pins.Exti.System), Model.Pins.Exti.Interrupts));
        foreach (var pin in new[] { First, Second })
        {
            Pins.SetMode(pin, 3);
            Pins.Write(pin, true);
        }

        Driver = new Spi(
            cutOff.Of(Model),
            SpiModel.Address,
            hasFifo,
            Model.PeripheralHz,
            new DmaStream(dma, SpiModel.ReceiveStream, SpiModel.Channel, Model.Dma.Interrupt[SpiModel.ReceiveStream]),
            new DmaStream(dma, SpiModel.SendStream, SpiModel.Channel, Model.Dma.Interrupt[SpiModel.SendStream]),
            Pins,
            BufferSize);
    }

    public SpiModel Model { get; }

    public Pins Pins { get; }

    public Spi Driver { get; }

    public EchoTarget Target { get; } = new();

    public EchoTarget Other { get; } = new();

    /// <summary>A transfer that is to succeed, with what goes over the bus.</summary>
    public void AssertTransfers(int write, int read, int pin = First, int clockHz = 10_000_000, int mode = 0)
    {
        var target = pin == First ? Target : Other;
        target.Received.Clear();
        var before = (Model.Frames, Model.Clocked);
        byte[] sent = [.. Enumerable.Range(1, write).Select(i => (byte)(i * 7))];
        var received = new byte[read];
        Assert.Equal(SpiOutcome.Done, Driver.Transfer(pin, clockHz, mode, sent, received));
        var length = Math.Max(write, read);
        byte[] all = [.. sent, .. new byte[length - write]];
        Assert.Equal(all, target.Received);
        Assert.Equal(all.Take(read).Select(EchoTarget.AnswerTo), received);
        Assert.Equal((1, length), (Model.Frames - before.Frames, Model.Clocked - before.Clocked));
        Assert.False(target.IsSelected || Model.IsCutShort);
        Assert.Equal(mode, Model.Mode);
        Assert.InRange(Model.ClockHz, Model.PeripheralHz / 256, Math.Max(clockHz, Model.PeripheralHz / 256));
    }

    internal sealed class EchoTarget : ISpiTarget
    {
        public List<byte> Received { get; } = [];

        public bool IsSelected { get; private set; }

        public static byte AnswerTo(byte value) => (byte)(value ^ 0x5A);

        public void Select(bool active) => IsSelected = active;

        public byte Transfer(byte value)
        {
            Received.Add(value);
            return AnswerTo(value);
        }
    }
}
