// SPDX-License-Identifier: MIT
// From the component down to the registers of a chip's controller: a device that holds the data line is clocked free by the controller,
// whether it did so by itself or since the component died in the middle of its byte; and one that never lets go is named in time.

using System.Device.I2c;
using Wardstone.Aspeed;
using Wardstone.Components;
using Wardstone.Controllers;
using Wardstone.Runtime;
using Wardstone.Simulation;
using Wardstone.Tests.Host.Aspeed;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Buses;

public sealed class StuckBusTests : IDisposable
{
    private const int Address = 0x2E;

    private readonly I2cModel _model = new();
    private readonly CutOff _cutOff = new();
    private readonly I2c _controller;
    private readonly ControllerBus _bus;

    public StuckBusTests()
    {
        _controller = new I2c(_cutOff.Of(_model), _cutOff.Of(_model.Pool), _model.Interrupt);
        Assert.True(_controller.TryClaim(1));
        _bus = new ControllerBus(_controller);
    }

    public void Dispose() => _bus.Dispose();

    [Theory]
    [InlineData(1, IoStatus.Ok)]
    [InlineData(8, IoStatus.Ok)]
    [InlineData(9, IoStatus.Ok)]
    [InlineData(10, IoStatus.BusError)]
    [InlineData(1000, IoStatus.BusError)]
    public void NineClocksFreeTheLineOrItIsNamedInTime(int clocks, IoStatus expected)
    {
        var device = Start();
        _model.DataStuckFor = clocks;
        var start = VirtualTime.NowUs;
        Assert.Equal(expected, device.Transfer(new byte[] { 5 }, new byte[2], 0, out _));
        Assert.InRange(VirtualTime.NowUs - start, 100, 110_000);
        _model.DataStuckFor = null;
        AssertWorks(device);
    }

    [Fact]
    public void ALineThatIsHeldAfterADeathInAnyWaitIsFreedForTheNextInstance()
    {
        for (var us = 0; ; us += 7)
        {
            var device = Start();
            _model.HoldsDataAfterCutOff = 8;
            var died = _cutOff.AtTime(us, () => _ = device.Transfer(new byte[] { 5, 6, 7 }, new byte[40], 0, out _));
            _controller.Quiet();
            Assert.True(_controller.TryClaim(1));
            AssertWorks(Start());
            if (!died)
            {
                Assert.InRange(us, 500, 5000);
                return;
            }
        }
    }

    [Fact]
    public void ARefusalAtEveryByteIsAStatusAndLeavesTheBusFree()
    {
        var device = Start();
        for (var at = 0; at < 70; at++)
        {
            _model.NakAt = at;
            Assert.Equal(IoStatus.PartialTransfer, device.Transfer(new byte[70], new byte[4], 0, out _));
            _model.NakAt = -1;
            AssertWorks(device);
        }

        _model.DeviceAddress = 0x50;
        Assert.Equal(IoStatus.NotAcknowledged, device.Transfer(new byte[1], new byte[4], 0, out _));
    }

    [Fact]
    public void AStretchedClockIsATimeoutAndLostArbitrationABusError()
    {
        var device = Start();
        _model.StretchUs = 80_000;
        Assert.Equal(IoStatus.Timeout, device.Write(new byte[] { 1 }, 0));
        _model.StretchUs = 0;
        AssertWorks(device);
        _model.LoseArbitrationAt = 1;
        Assert.Equal(IoStatus.BusError, device.Write(new byte[] { 1 }, 0));
        AssertWorks(device);
    }

    // A new instance of the component, and its client's session.
    private IBusDevice Start()
    {
        var env = new TestEnv($"+ i2c tpm | bus: {_bus.Id} | address: {Address}\n");
        var component = new BusComponent();
        component.Construct(env);
        Assert.Null(env.Refusal);
        return (IBusDevice)component.Open("Bus", "driver -> tpm");
    }

    private void AssertWorks(IBusDevice device)
    {
        _model.HoldsDataAfterCutOff = null;
        _model.NextRead = 7;
        _model.Log = "";
        var data = new byte[2];
        Assert.Equal(IoStatus.Ok, device.Transfer(new byte[] { 5 }, data, 0, out _));
        Assert.Equal([7, 8], data);
        Assert.Equal("S2Ew 05 Sr2Er 07 08 P", _model.Log);
    }

    // System.Device.I2c of .NET over a chip's controller, as that of the board is.
    private sealed class ControllerBus(I2cController controller) : I2cBus
    {
        protected override I2cTransferStatus Transfer(
            int address, I2cBusSpeed speed, SpanByte write, SpanByte read, out uint transferred)
        {
            var outcome = controller.Transfer(address, 400_000, write, read, out var count);
            transferred = (uint)count;
            return outcome switch
            {
                I2cOutcome.Done => I2cTransferStatus.FullTransfer,
                I2cOutcome.AddressNotAcknowledged when count == 0 => I2cTransferStatus.SlaveAddressNotAcknowledged,
                I2cOutcome.AddressNotAcknowledged or I2cOutcome.DataNotAcknowledged => I2cTransferStatus.PartialTransfer,
                I2cOutcome.Timeout => I2cTransferStatus.ClockStretchTimeout,
                _ => I2cTransferStatus.UnknownError,
            };
        }
    }
}
