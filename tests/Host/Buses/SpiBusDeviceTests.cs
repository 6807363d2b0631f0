// SPDX-License-Identifier: MIT
// Devices on a simulated SPI bus: how chip select, clock and bytes go together, whoever holds chip select.

using System.Device.Gpio;
using System.Device.Spi;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Simulation;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Buses;

public sealed class SpiBusDeviceTests : IDisposable
{
    private readonly SpiBus _wires = new();
    private readonly MemoryTarget _target = new();
    private readonly MemoryTarget _other = new();
    private readonly Bus _bus = new(holdMs: 20);
    private readonly int _pin;
    private readonly int _otherPin;

    public SpiBusDeviceTests()
    {
        _pin = _wires.Attach(_target);
        _otherPin = _wires.Attach(_other);
        _wires.Record();
    }

    public void Dispose()
    {
        Assert.Empty(_wires.Violations);
        Assert.False(_target.IsSelected || _other.IsSelected);
        _wires.Dispose();
    }

    [Fact]
    public void ACallIsAFrame()
    {
        AssertACallIsAFrame(OnPin());
        Assert.Equal((4, 10), (_bus.Statistics.Transactions, _bus.Statistics.Bytes));
    }

    [Fact]
    public void ATransactionOfManySegmentsIsOneFrame()
    {
        var device = OnPin();
        Assert.Equal(IoStatus.Ok, device.Begin());
        Assert.True(_target.IsSelected);
        Assert.Equal(IoStatus.Ok, device.Exchange(new byte[] { 3 }, new byte[1]));
        Assert.Equal(IoStatus.Ok, device.Write(new byte[] { 0x11 }, 0));
        Assert.Equal(IoStatus.Ok, device.Read(new byte[1], 0, out _));
        Assert.Equal(IoStatus.Ok, device.Transfer(new byte[] { 0x33 }, new byte[1], 0, out _));
        Assert.Equal(IoStatus.Ok, device.End());
        Assert.Equal(["0 03/A5 11/00 00/00 33/00 00/00"], Frames());
        Assert.Equal((1, 1), (_bus.Statistics.Transactions, _wires.Frames));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public void WhatTheControllerDoesNotMoveAtOnceIsSplitWithinTheFrame(int most)
    {
        _wires.MaxTransfer = most;
        var device = OnPin(settings => settings.MaxTransfer = most);
        byte[] values = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
        Assert.Equal(IoStatus.Ok, device.Write((byte[])[0, .. values], 0));
        Assert.Equal(values, _target.Registers);
        var read = new byte[16];
        Assert.Equal(IoStatus.Ok, device.Transfer(new byte[] { 0x80 }, read, 0, out _));
        Assert.Equal(values, read);
        var both = new byte[17];
        Assert.Equal(IoStatus.Ok, device.Exchange((byte[])[0x80, .. new byte[16]], both));
        Assert.Equal(values, both[1..]);
        Assert.Equal(3, _wires.Frames);
    }

    [Fact]
    public void AnInterruptIsToldOnceForEachTimeThatSomebodyAsked()
    {
        var pin = Pins.Add(null);
        var device = OnPin(settings => settings.Interrupt = pin);
        var wakeup = new Wakeup(new TestSignals());
        Fall(pin);
        Assert.False(wakeup.Wait(0)); // nobody asked
        Assert.Equal(IoStatus.Ok, device.Notify(wakeup.Signal));
        Assert.False(wakeup.Wait(0));
        Fall(pin);
        Assert.True(wakeup.Wait(0));
        Fall(pin);
        Assert.False(wakeup.Wait(0));
        Pins.Write(pin, PinValue.Low);
        Assert.Equal(IoStatus.Ok, device.Notify(wakeup.Signal));
        Assert.True(wakeup.Wait(0)); // at once
        Assert.Equal(2, _bus.Statistics.Interrupts);
        Assert.Equal(IoStatus.NotSupported, OnPin().Notify(wakeup.Signal));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            _ = device.Notify(wakeup.Signal);
            Fall(pin);
            _ = wakeup.Wait(0);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(102, _bus.Statistics.Interrupts);

        static void Fall(int pin)
        {
            Pins.Write(pin, PinValue.High);
            Pins.Write(pin, PinValue.Low);
            Pins.Write(pin, PinValue.High);
        }
    }

    [Fact]
    public void TheClockChangesItsIdleLevelWhileNobodyIsSelected()
    {
        var first = OnPin(settings => (settings.Mode, settings.ClockHz) = (SpiMode.Mode3, 2_000_000));
        var second = new SpiBusDevice(_bus, new SpiSettings(_wires.Id, _otherPin) { ClockHz = 500_000 });
        Assert.Equal(IoStatus.Ok, second.Write(new byte[] { 1 }, 0));
        Assert.Equal(IoStatus.Ok, first.Write(new byte[] { 1 }, 0));
        Assert.Equal(IoStatus.Ok, first.Write(new byte[] { 2 }, 0));
        Assert.Equal(IoStatus.Ok, second.Begin());
        Assert.Equal(IoStatus.Ok, second.Write(new byte[] { 3 }, 0));
        Assert.Equal(IoStatus.Ok, second.End());
        Assert.Equal(
            ["none 00/FF", "1 01/A5", "none 00/FF", "0 01/A5", "0 02/A5", "none 00/FF", "1 03/A5"],
            _wires.Transcript.Select(frame => frame.ToString()));
        Assert.All(_wires.Transcript.Where(frame => frame.Target >= 0), frame => Assert.Equal(
            frame.Target == 0 ? (SpiMode.Mode3, 2_000_000) : (SpiMode.Mode0, 500_000), (frame.Mode, frame.ClockHz)));
    }

    [Fact]
    public void WhoLosesTheBusIsNotSelectedAnyMore()
    {
        var first = OnPin();
        var second = new SpiBusDevice(_bus, new SpiSettings(_wires.Id, _otherPin));
        Assert.Equal(IoStatus.Ok, first.Begin());
        Assert.Equal(IoStatus.Busy, second.Begin());
        Assert.True(_target.IsSelected);
        Thread.Sleep(40);
        Assert.Equal(IoStatus.Ok, second.Begin());
        Assert.True(_other.IsSelected && !_target.IsSelected);
        Assert.Equal(IoStatus.Interrupted, first.Write(new byte[] { 1 }, 0));
        Assert.Equal(IoStatus.Interrupted, first.Exchange(new byte[1], new byte[1]));
        Assert.Equal(IoStatus.Interrupted, first.End());
        Assert.True(_other.IsSelected);
        Assert.Equal(IoStatus.Busy, first.Begin());
        Assert.Equal(IoStatus.Ok, second.End());
        Assert.Empty(Frames());
    }

    [Fact]
    public void WhatIsGivenUpIsNotSelectedAnyMore()
    {
        var device = OnPin();
        Assert.Equal(IoStatus.Ok, device.Begin());
        Assert.Equal(IoStatus.Ok, device.Write(new byte[] { 3 }, 0));
        device.GiveUp();
        Assert.False(_target.IsSelected);
        Assert.Equal(IoStatus.Ok, device.Write(new byte[] { 4 }, 0));
        Assert.Equal(IoStatus.Ok, device.Begin());
        Assert.Equal(IoStatus.Ok, device.Begin()); // of a client that forgot the first
        Assert.Equal(IoStatus.Ok, device.Write(new byte[] { 5 }, 0));
        Assert.Equal(IoStatus.Ok, device.End());
        Assert.Equal(IoStatus.Interrupted, device.End());
        Assert.Equal(["0 03/A5", "0 04/A5", "0 05/A5"], Frames());
    }

    // The component died in the middle, and its memory with it: the pin is as it was left.
    [Fact]
    public void ANewInstanceFindsNobodySelected()
    {
        Assert.Equal(IoStatus.Ok, OnPin().Begin());
        Assert.True(_target.IsSelected);
        Assert.Equal(PinValue.Low, Pins.Read(_pin));
        _ = new SpiBusDevice(new Bus(), new SpiSettings(_wires.Id, _pin));
        Assert.False(_target.IsSelected);
    }

    [Fact]
    public void WhatDoesNotFitTogetherIsRefusedBeforeItIsSent()
    {
        Assert.Equal(IoStatus.TooLong, OnPin().Exchange(new byte[2], new byte[1]));
        Assert.Equal(IoStatus.TooLong, OnLine().Exchange(new byte[2], new byte[1]));
        Assert.Equal(0, _wires.Bytes);
    }

    [Fact]
    public void ALineOfTheControllerIsActiveForOneTransfer()
    {
        AssertACallIsAFrame(OnLine());
    }

    [Fact]
    public void WhatALineCannotDoIsRefusedAndNotSentInParts()
    {
        _wires.MaxTransfer = 8;
        var device = OnLine(settings => settings.MaxTransfer = 8);
        Assert.Equal(IoStatus.NotSupported, device.Begin());
        Assert.Equal(IoStatus.TooLong, device.Write(new byte[9], 0));
        Assert.Equal(IoStatus.TooLong, device.Read(new byte[9], 0, out _));
        Assert.Equal(IoStatus.TooLong, device.Transfer(new byte[1], new byte[8], 0, out _));
        Assert.Equal(IoStatus.TooLong, device.Exchange(new byte[9], new byte[9]));
        Assert.Equal(0, _wires.Bytes);
        Assert.Equal(IoStatus.Ok, device.Transfer(new byte[1], new byte[7], 0, out _));
    }

    // The mode of a TPM driver's chip select is found out by its first command, and said.
    [Fact]
    public void ATpmNeedsAPin() =>
        Assert.Equal(IoStatus.NotSupported, new TpmSpiRegisters(OnLine()).Read(TpmRegister.Access, new byte[1]));

    [Fact]
    public void ACallAllocatesNothing()
    {
        using var wires = new SpiBus();
        var device = new SpiBusDevice(_bus, new SpiSettings(wires.Id, wires.Attach(_target)));
        byte[] register = [0x81];
        var value = new byte[1];
        Work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Work();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Work()
        {
            for (var i = 0; i < 50; i++)
            {
                _ = device.Begin();
                _ = device.Exchange(register, value);
                _ = device.Read(value, 0, out _);
                _ = device.End();
                _ = device.Transfer(register, value, 0, out _);
            }
        }
    }

    // At every byte, the one that changes the clock's idle level among them: the caller is told, nobody stays selected, and the next call
    // works.
    [Fact]
    public void WhatTheControllerCannotDoIsABusError()
    {
        foreach (var isPin in new[] { true, false })
        {
            for (var at = 0; at < 12; at++)
            {
                var bus = new Bus();
                var settings = new SpiSettings(_wires.Id, _pin);
                BusDevice device = isPin ? new SpiBusDevice(bus, settings) : new SpiLineDevice(bus, settings);
                _wires.FailAt(at);
                byte[] three = [1, 2, 3];
                var all = new[]
                {
                    device.Write(three, 0), device.Read(three, 0, out _), device.Exchange(three, three),
                    device.Transfer(three, three, 0, out _),
                };
                Assert.Equal([IoStatus.BusError, IoStatus.Ok, IoStatus.Ok, IoStatus.Ok], Sorted(all));
                Assert.Equal(1, bus.Statistics.Errors);
                Assert.False(_target.IsSelected);
            }
        }
    }

    [Fact]
    public void AfterABusErrorTheTransactionIsToBeEnded()
    {
        var device = OnPin();
        _wires.FailAt(2);
        Assert.Equal(IoStatus.Ok, device.Begin());
        Assert.Equal(IoStatus.BusError, device.Write(new byte[4], 0));
        Assert.Equal(IoStatus.Ok, device.End());
        Assert.False(_target.IsSelected);
        device = new SpiBusDevice(new Bus(), new SpiSettings(_wires.Id, _pin));
        _wires.FailAt(0);
        Assert.Equal(IoStatus.Ok, device.Begin());
        Assert.Equal(IoStatus.BusError, device.Write(new byte[4], 0)); // it was not selected: its clock is at no certain level
        Assert.Equal(IoStatus.Ok, device.End());
        Assert.Equal(["0 00/A5"], Frames());
        Assert.Equal(IoStatus.Ok, device.Write(new byte[4], 0));
    }

    private static IEnumerable<IoStatus> Sorted(IoStatus[] all) => all.OrderByDescending(status => status == IoStatus.BusError);

    private void AssertACallIsAFrame(IBusDevice device)
    {
        Assert.Equal(IoStatus.Ok, device.Write(new byte[] { 3, 0x11, 0x22 }, 0));
        var read = new byte[2];
        Assert.Equal(IoStatus.Ok, device.Transfer(new byte[] { 0x83 }, read, 0, out var count));
        Assert.Equal(2, count);
        Assert.Equal([0x11, 0x22], read);
        Assert.Equal(IoStatus.Ok, device.Exchange(new byte[] { 0x84, 9 }, read));
        Assert.Equal([0xA5, 0x22], read);
        Assert.Equal(IoStatus.Ok, device.Read(read, 0, out _));
        Assert.Equal(["0 03/A5 11/00 22/00", "0 83/A5 00/11 00/22", "0 84/A5 09/22", "0 00/A5 00/00"], Frames());
    }

    private string[] Frames() => [.. _wires.Transcript.Where(frame => frame.Target >= 0).Select(frame => frame.ToString())];

    private SpiBusDevice OnPin(Action<SpiSettings>? set = null) => new(_bus, Settings(set));

    private SpiLineDevice OnLine(Action<SpiSettings>? set = null) => new(_bus, Settings(set));

    private SpiSettings Settings(Action<SpiSettings>? set)
    {
        var settings = new SpiSettings(_wires.Id, _pin);
        set?.Invoke(settings);
        return settings;
    }
}
