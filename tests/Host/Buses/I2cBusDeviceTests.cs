// SPDX-License-Identifier: MIT
// A device on a simulated I2C bus: each kind of call as it goes over the bus, settings of its own, and what is done when it does
// not answer.

using System.Device.I2c;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Simulation;

namespace Wardstone.Tests.Host.Buses;

public sealed class I2cBusDeviceTests : IDisposable
{
    private const int Address = 0x50;

    private readonly I2cBus _wires = new();
    private readonly MemoryTarget _target = new();
    private readonly Bus _bus = new(holdMs: 20);

    public I2cBusDeviceTests()
    {
        _wires.Attach(Address, _target);
        _wires.Record();
    }

    public void Dispose() => _wires.Dispose();

    [Fact]
    public void EachSegmentIsAMessageAndATransferHasARepeatedStart()
    {
        var device = Device(Address);
        Assert.Equal(IoStatus.Ok, device.Write(new byte[] { 3, 0x11, 0x22 }, 0));
        Assert.Equal(IoStatus.Ok, device.Transfer(new byte[] { 3 }, new byte[2], 0, out var count));
        Assert.Equal(2, count);
        Assert.Equal(IoStatus.Ok, device.Begin());
        Assert.Equal(IoStatus.Ok, device.Write(new byte[] { 4 }, 0));
        Assert.Equal(IoStatus.Ok, device.Read(new byte[1], 0, out count));
        Assert.Equal(IoStatus.Ok, device.End());
        Assert.Equal(IoStatus.NotSupported, device.Exchange(new byte[1], new byte[1]));
        Assert.Equal(["S50w 03 11 22 P", "S50w 03", "Sr50r 11 22 P", "S50w 04 P", "S50r 22 P"], Messages());
        Assert.Equal((3, 8), (_bus.Statistics.Transactions, _bus.Statistics.Bytes));
    }

    [Fact]
    public void TwoDevicesKeepTheirOwnSettings()
    {
        _wires.Attach(0x51, new MemoryTarget());
        var fast = Device(Address, settings => settings.Speed = I2cBusSpeed.FastModePlus);
        var slow = Device(0x51, settings => settings.Speed = I2cBusSpeed.StandardMode);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(IoStatus.Ok, fast.Write(new byte[] { 0 }, 0));
            Assert.Equal(IoStatus.Ok, slow.Write(new byte[] { 0 }, 0));
        }

        Assert.All(_wires.Transcript, message => Assert.Equal(
            message.Address == Address ? I2cBusSpeed.FastModePlus : I2cBusSpeed.StandardMode, message.Speed));
        Assert.Equal(6, _wires.Transcript.Count);
    }

    [Theory]
    [InlineData(0, 1, IoStatus.NotAcknowledged, 1)]
    [InlineData(3, 3, IoStatus.Ok, 4)]
    [InlineData(3, 4, IoStatus.NotAcknowledged, 4)]
    [InlineData(100, 40, IoStatus.Ok, 41)]
    public void ARefusedAddressIsAskedAgainAsOftenAsItIsSet(int retries, int busyFor, IoStatus expected, int messages)
    {
        var device = Device(Address, settings => (settings.NakRetries, settings.RetryDelayMs) = (retries, 0));
        _target.BusyFor = busyFor;
        Assert.Equal(expected, device.Write(new byte[] { 2, 9 }, 5000));
        Assert.Equal(messages, _wires.Transcript.Count);
        Assert.Equal(messages - 1, _bus.Statistics.Retries);
        Assert.Equal(Math.Min(busyFor, messages), _bus.Statistics.Naks);
        Assert.Equal(expected == IoStatus.Ok ? 9 : 0, _target.Registers[2]);
    }

    [Fact]
    public void RetriesEndWithTheCallersBound()
    {
        var device = Device(Address, settings => (settings.NakRetries, settings.RetryDelayMs) = (100, 10));
        _target.BusyFor = int.MaxValue;
        Assert.Equal(IoStatus.NotAcknowledged, device.Write(new byte[] { 2 }, 0));
        Assert.Equal(0, _bus.Statistics.Retries);
        Assert.Equal(IoStatus.NotAcknowledged, device.Write(new byte[] { 2 }, 10));
        Assert.Equal(0, _bus.Statistics.Retries);
        Assert.Equal(IoStatus.NotAcknowledged, device.Write(new byte[] { 2 }, 55));
        Assert.InRange(_bus.Statistics.Retries, 1, 5);
    }

    // The bytes of a write and a read with its two addresses: 50w 02 0A, 50r xx xx.
    [Theory]
    [InlineData(0, IoStatus.NotAcknowledged, 4)]
    [InlineData(1, IoStatus.PartialTransfer, 1)]
    [InlineData(2, IoStatus.PartialTransfer, 1)]
    [InlineData(3, IoStatus.PartialTransfer, 1)]
    [InlineData(4, IoStatus.Ok, 1)]
    public void NothingIsRepeatedAfterAByteHasMoved(int position, IoStatus expected, int attempts)
    {
        var device = Device(Address, settings => (settings.NakRetries, settings.StretchRetries, settings.RetryDelayMs) = (3, 3, 0));
        _wires.FailAt(I2cFault.NotAcknowledged, position, position == 0 ? 100 : 1);
        Assert.Equal(expected, device.Transfer(new byte[] { 2, 0x0A }, new byte[2], 5000, out var count));
        Assert.Equal(attempts, _wires.Transcript.Count(message => !message.IsRead));
        Assert.Equal(expected == IoStatus.Ok ? 2 : 0, count);
        _wires.FailAt(I2cFault.None, 0);
        Assert.Equal(IoStatus.Ok, device.Transfer(new byte[] { 2, 0x0A }, new byte[2], 5000, out _));
    }

    [Theory]
    [InlineData(0, 0, IoStatus.Timeout, 1)]
    [InlineData(2, 0, IoStatus.Ok, 2)]
    [InlineData(2, 1, IoStatus.Ok, 2)]
    [InlineData(2, 2, IoStatus.Timeout, 1)]
    public void AStretchedClockIsRepeatedWhereTheSettingsSaySo(int retries, int position, IoStatus expected, int attempts)
    {
        var device = Device(Address, settings => (settings.StretchRetries, settings.RetryDelayMs) = (retries, 0));
        _wires.FailAt(I2cFault.ClockStretched, position);
        Assert.Equal(expected, device.Write(new byte[] { 2, 7 }, 5000));
        Assert.Equal(attempts, _wires.Transcript.Count);
        Assert.Equal(1, _bus.Statistics.Timeouts);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(9, 1)]
    [InlineData(10, 2)]
    [InlineData(27, 3)]
    [InlineData(int.MaxValue, 20)]
    public void ADataLineThatIsHeldIsClockedFreeOrNamed(int clocks, int recoveries)
    {
        var device = Device(Address);
        _wires.HeldFor = clocks;
        for (var i = 1; i < recoveries; i++)
        {
            Assert.Equal(IoStatus.BusError, device.Write(new byte[] { 2, 7 }, 0));
        }

        var expected = clocks == int.MaxValue ? IoStatus.BusError : IoStatus.Ok;
        Assert.Equal(expected, device.Write(new byte[] { 2, 7 }, 0));
        Assert.Equal(recoveries, _wires.Recoveries);
        Assert.Equal(expected == IoStatus.Ok ? 1 : 0, _wires.Messages);
        Assert.Equal(recoveries - (expected == IoStatus.Ok ? 1 : 0), _bus.Statistics.Errors);
    }

    [Theory]
    [InlineData(I2cFault.DataHeld, 1)]
    [InlineData(I2cFault.ArbitrationLost, 0)]
    public void AFaultAtAnyByteLeavesABusThatWorks(I2cFault fault, int recoveries)
    {
        var device = Device(Address);
        for (var position = 0; position < 6; position++)
        {
            var before = _wires.Recoveries;
            _wires.FailAt(fault, position);
            Assert.Equal(IoStatus.BusError, device.Transfer(new byte[] { 2, 0x0A }, new byte[2], 0, out var count));
            Assert.Equal(0, count);
            Assert.Equal(IoStatus.Ok, device.Transfer(new byte[] { 2, 0x0A }, new byte[2], 0, out _));
            Assert.Equal(recoveries, _wires.Recoveries - before);
        }
    }

    [Fact]
    public void WhoHasBegunHasTheBusUntilItsEnd()
    {
        _wires.Attach(0x51, new MemoryTarget());
        var first = Device(Address);
        var second = Device(0x51);
        Assert.Equal(IoStatus.Ok, first.Begin());
        Assert.Equal(IoStatus.Busy, second.Begin());
        Assert.Equal(IoStatus.Busy, second.Write(new byte[] { 1 }, 0));
        Assert.Equal(IoStatus.Busy, second.Read(new byte[1], 0, out _));
        Assert.Equal(IoStatus.Ok, first.Write(new byte[] { 1 }, 0));
        Assert.Equal(IoStatus.Ok, first.End());
        Assert.Equal(IoStatus.Ok, second.Write(new byte[] { 1 }, 0));
        Assert.Equal(IoStatus.Interrupted, first.End());
        Assert.Equal((2, 3, 0), (_wires.Messages, _bus.Statistics.Busy, _bus.Statistics.TakenAway));
    }

    [Fact]
    public void WhoHoldsTheBusForTooLongLosesItAndNoneOfItsSegmentsGoesOut()
    {
        _wires.Attach(0x51, new MemoryTarget());
        var first = Device(Address);
        var second = Device(0x51);
        Assert.Equal(IoStatus.Ok, first.Begin());
        Thread.Sleep(40);
        Assert.Equal(IoStatus.Busy, second.Write(new byte[] { 1 }, 0)); // its time begins when somebody asks
        Assert.Equal(IoStatus.Ok, first.Write(new byte[] { 1 }, 0));
        Thread.Sleep(40);
        Assert.Equal(IoStatus.Ok, second.Write(new byte[] { 1 }, 0));
        Assert.Equal(IoStatus.Interrupted, first.Write(new byte[] { 1 }, 0));
        Assert.Equal(IoStatus.Interrupted, first.Transfer(new byte[] { 1 }, new byte[1], 0, out _));
        Assert.Equal(IoStatus.Interrupted, first.End());
        Assert.Equal(IoStatus.Ok, first.Write(new byte[] { 1 }, 0));
        Assert.Equal(["S50w 01 P", "S51w 01 P", "S50w 01 P"], Messages());
        Assert.Equal(1, _bus.Statistics.TakenAway);
    }

    [Fact]
    public void ACallAllocatesNothing()
    {
        using var wires = new I2cBus();
        wires.Attach(Address, _target);
        var device = new I2cBusDevice(_bus, new I2cSettings(wires.Id, Address) { NakRetries = 1 });
        byte[] register = [1];
        var value = new byte[1];
        Work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Work();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(200, wires.Messages);

        void Work()
        {
            for (var i = 0; i < 25; i++)
            {
                _ = device.Begin();
                _ = device.Write(register, 10);
                _ = device.Read(value, 10, out _);
                _ = device.End();
                _ = device.Transfer(register, value, 10, out _);
            }
        }
    }

    private string[] Messages() => [.. _wires.Transcript.Select(message => message.ToString())];

    private I2cBusDevice Device(int address, Action<I2cSettings>? set = null)
    {
        var settings = new I2cSettings(_wires.Id, address);
        set?.Invoke(settings);
        return new I2cBusDevice(_bus, settings);
    }
}
