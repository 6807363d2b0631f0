// SPDX-License-Identifier: MIT
// The SPI driver against its model, as F4 and as F7: lengths, clocks, modes, two devices, and everything that goes wrong at every byte.

using Wardstone.Controllers;
using Wardstone.Stm32;

namespace Wardstone.Tests.Host.Stm32;

public class SpiTests
{
    public static TheoryData<bool> Chips => [false, true];

    public static TheoryData<bool, string> Faults => new()
    {
        { false, "lose" }, { false, "hang" }, { false, "fault" }, { false, "receiving" }, { false, "sending" },
        { true, "lose" }, { true, "hang" }, { true, "fault" }, { true, "receiving" }, { true, "sending" },
    };

    [Theory]
    [MemberData(nameof(Chips))]
    public void EveryLengthIsOneFrame(bool hasFifo)
    {
        var rig = new SpiRig(hasFifo);
        rig.Model.HasLog = false;
        for (var length = 0; length < 300; length++)
        {
            rig.AssertTransfers(length, length);
            rig.AssertTransfers(length, 0);
            rig.AssertTransfers(0, length);
            rig.AssertTransfers(length, length / 3);
            rig.AssertTransfers(length / 3, length);
        }

        foreach (var length in new[] { 511, 512, 513, 1000, 2048, 4095, 4096 })
        {
            rig.AssertTransfers(length, length, clockHz: 42_000_000);
            rig.AssertTransfers(1, length, clockHz: 42_000_000);
        }
    }

    [Theory]
    [MemberData(nameof(Chips))]
    public void EveryClockAndModeIsSetWhileNobodyIsSelected(bool hasFifo)
    {
        var rig = new SpiRig(hasFifo);
        for (var mode = 0; mode < 4; mode++)
        {
            for (var divider = 2; divider <= 256; divider *= 2)
            {
                var clockHz = rig.Model.PeripheralHz / divider;
                rig.AssertTransfers(5, 5, clockHz: clockHz, mode: mode);
                Assert.Equal(clockHz, rig.Model.ClockHz);
                rig.AssertTransfers(20, 20, clockHz: clockHz + 1, mode: mode);
                Assert.Equal(clockHz, rig.Model.ClockHz);
                rig.AssertTransfers(20, 20, clockHz: clockHz - 1, mode: mode);
                Assert.Equal(Math.Max(clockHz / 2, rig.Driver.MinClockHz - 1), rig.Model.ClockHz);
            }
        }

        rig.AssertTransfers(3, 3, clockHz: int.MaxValue);
        Assert.Equal(rig.Driver.MaxClockHz, rig.Model.ClockHz);
    }

    [Theory]
    [MemberData(nameof(Chips))]
    public void DmaAndPollingPutTheSameOnTheWire(bool hasFifo)
    {
        var rig = new SpiRig(hasFifo);
        byte[] data = [.. Enumerable.Range(0, 24).Select(i => (byte)i)];
        Assert.Equal(SpiOutcome.Done, rig.Driver.Transfer(SpiRig.First, 1_000_000, 0, data, SpanByte.Empty));
        Assert.True(rig.Model.Dma.Moved == 48);
        var byDma = rig.Model.Log.ToArray();
        rig.Model.Log.Clear();
        rig.Pins.Write(SpiRig.First, false);
        for (var at = 0; at < data.Length; at += Spi.PolledMost)
        {
            Assert.Equal(SpiOutcome.Done, rig.Driver.Transfer(-1, 1_000_000, 0, data[at..(at + Spi.PolledMost)], SpanByte.Empty));
        }

        rig.Pins.Write(SpiRig.First, true);
        Assert.Equal(48, rig.Model.Dma.Moved);
        Assert.Equal(byDma, rig.Model.Log);
        Assert.False(rig.Model.IsCutShort);
    }

    [Theory]
    [MemberData(nameof(Chips))]
    public void TwoDevicesShareTheBus(bool hasFifo)
    {
        var rig = new SpiRig(hasFifo);
        for (var i = 1; i < 40; i += 3)
        {
            rig.AssertTransfers(i, i, SpiRig.First, 20_000_000, mode: 0);
            rig.AssertTransfers(i, 40 - i, SpiRig.Second, 400_000, mode: 3);
        }
    }

    [Theory]
    [MemberData(nameof(Chips))]
    public void ThreadSleepsWhileDmaMoves(bool hasFifo)
    {
        var rig = new SpiRig(hasFifo);
        rig.AssertTransfers(9, 9);
        var (accesses, start) = (rig.Model.Accesses, VirtualTime.NowUs);
        rig.AssertTransfers(96, 96, clockHz: 700_000);
        Assert.InRange(rig.Model.Accesses - accesses, 1, 60);
        Assert.InRange(VirtualTime.NowUs - start, 96 * 8 * 1000 / 700, 2000);
    }

    // At every byte: the caller is told in time, nobody stays selected, and the next transfer works.
    [Theory]
    [MemberData(nameof(Faults))]
    public void WhateverFailsIsToldAndTheNextTransferWorks(bool hasFifo, string fault)
    {
        foreach (var length in new[] { 4, 8, 9, 40, 230 })
        {
            for (var at = 0; at < length; at++)
            {
                var rig = new SpiRig(hasFifo);
                rig.AssertTransfers(2, 2);
                var start = VirtualTime.NowUs;
                var expected = Plan(rig.Model, fault, at);
                var byDma = length > Spi.PolledMost;
                var outcome = rig.Driver.Transfer(SpiRig.First, 10_000_000, 0, new byte[length], new byte[length]);
                Assert.Equal(byDma || fault is not ("receiving" or "sending") ? expected : SpiOutcome.Done, outcome);
                Assert.InRange(VirtualTime.NowUs - start, 0, 20_000);
                Assert.False(rig.Target.IsSelected);
                (rig.Model.LoseAt, rig.Model.HangAt, rig.Model.FaultAt) = (null, null, null);
                (rig.Model.Dma.FailAfter[0], rig.Model.Dma.FailAfter[3], rig.Model.IsCutShort) = (null, null, false);
                rig.AssertTransfers(5, 5);
                rig.AssertTransfers(50, 50);
            }
        }
    }

    // Its device may be one that is selected over several transfers.
    [Theory]
    [MemberData(nameof(Faults))]
    public void FailureWithinATransactionLeavesTheClocksIdleLevel(bool hasFifo, string fault)
    {
        var rig = new SpiRig(hasFifo);
        rig.AssertTransfers(2, 2, mode: 3);
        rig.Pins.Write(SpiRig.First, false);
        _ = Plan(rig.Model, fault, 3);
        Assert.NotEqual(SpiOutcome.Done, rig.Driver.Transfer(-1, 10_000_000, 3, new byte[20], new byte[20]));
        Assert.Equal(SpiOutcome.Done, rig.Driver.Transfer(-1, 10_000_000, 3, new byte[20], new byte[20]));
        rig.Pins.Write(SpiRig.First, true);
    }

    private static SpiOutcome Plan(SpiModel model, string fault, int at)
    {
        switch (fault)
        {
            case "lose":
                model.LoseAt = at;
                return SpiOutcome.Overrun;
            case "hang":
                model.HangAt = at;
                return SpiOutcome.Timeout;
            case "fault":
                model.FaultAt = at;
                return SpiOutcome.ModeFault;
            case "receiving":
                model.Dma.FailAfter[SpiModel.ReceiveStream] = at;
                return SpiOutcome.MemoryError;
            default:
                model.Dma.FailAfter[SpiModel.SendStream] = at;
                return SpiOutcome.MemoryError;
        }
    }
}
