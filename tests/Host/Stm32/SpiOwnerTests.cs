// SPDX-License-Identifier: MIT
// The SPI driver's owner dies at every access to a register of controller, DMA or pins, and in every wait: the next owner finds a driver
// that works, and nobody selected.

using Wardstone.Controllers;
using Wardstone.Tests.Host.Aspeed;

namespace Wardstone.Tests.Host.Stm32;

public class SpiOwnerTests
{
    private readonly CutOff _cutOff = new();

    // F7, bytes, and what is wrong.
    public static TheoryData<bool, int, string> Transfers => new()
    {
        { false, 0, "" }, { false, 5, "" }, { false, 20, "" }, { false, 230, "" }, { false, 20, "hangs" }, { false, 20, "loses" },
        { true, 0, "" }, { true, 5, "" }, { true, 20, "" }, { true, 230, "" }, { true, 20, "hangs" }, { true, 20, "loses" },
    };

    [Theory]
    [MemberData(nameof(Transfers))]
    public void OwnerMayDieAtEveryAccess(bool hasFifo, int length, string trouble) =>
        Die(hasFifo, length, trouble, 1, (at, act) => _cutOff.AtAccess(at, act), isOwner: true);

    [Theory]
    [MemberData(nameof(Transfers))]
    public void OwnerMayDieInEveryWait(bool hasFifo, int length, string trouble) =>
        Die(hasFifo, length, trouble, trouble == "" ? 3 : 37, (at, act) => _cutOff.AtTime(at, act), isOwner: true);

    // While the board starts, and in the rescue configuration, the bus is the system's, and nobody quiets it.
    [Theory]
    [MemberData(nameof(Transfers))]
    public void CallerThatIsNotTheOwnerMayDieAtEveryAccess(bool hasFifo, int length, string trouble) =>
        Die(hasFifo, length, trouble, 1, (at, act) => _cutOff.AtAccess(at, act), isOwner: false);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OwnerMayDieWhileItClaims(bool hasFifo)
    {
        for (var step = 0; ; step++)
        {
            var rig = new SpiRig(hasFifo, _cutOff);
            rig.Driver.Quiet();
            var died = _cutOff.AtAccess(step, () => rig.Driver.TryClaim(1));
            Assert.Equal(1, rig.Driver.Owner);
            Inherit(rig);
            if (!died)
            {
                return;
            }
        }
    }

    [Fact]
    public void QuietDeviceNeitherInterruptsNorTransfers()
    {
        var rig = new SpiRig(hasFifo: true, _cutOff);
        Assert.True(_cutOff.AtTime(30, () => Transfer(rig, 90)));
        rig.Driver.Quiet();
        Assert.False(rig.Target.IsSelected);
        Pass();
        var (clocked, interrupts) = (rig.Model.Clocked, rig.Model.Dma.Interrupt[0].MostUnserved);
        Pass();
        Assert.Equal((clocked, interrupts), (rig.Model.Clocked, rig.Model.Dma.Interrupt[0].MostUnserved));
    }

    private void Die(bool hasFifo, int length, string trouble, int step, Func<int, Action, bool> cutOff, bool isOwner)
    {
        for (var at = 0; ; at += step)
        {
            var rig = new SpiRig(hasFifo, _cutOff);
            Assert.True(rig.Driver.TryClaim(isOwner ? 1 : 0));
            (rig.Model.HangAt, rig.Model.LoseAt) = (trouble == "hangs" ? 7 : null, trouble == "loses" ? 7 : null);
            var died = cutOff(at, () => Transfer(rig, length));
            (rig.Model.HangAt, rig.Model.LoseAt) = (null, null);
            if (isOwner)
            {
                Inherit(rig);
            }
            else
            {
                AssertWorks(rig);
            }

            if (!died)
            {
                return;
            }
        }
    }

    private static void Transfer(SpiRig rig, int length) =>
        _ = rig.Driver.Transfer(SpiRig.First, 20_000_000, 3, new byte[length], new byte[length]);

    private static void Inherit(SpiRig rig)
    {
        rig.Driver.Quiet();
        Assert.False(rig.Target.IsSelected);
        Assert.True(rig.Driver.TryClaim(2));
        AssertWorks(rig);
    }

    private static void AssertWorks(SpiRig rig)
    {
        rig.Model.IsCutShort = false;
        _ = rig.Driver.Transfer(-1, 1_000_000, 0, new byte[1], SpanByte.Empty); // what was on its way ends before
        rig.Model.IsCutShort = false;
        rig.AssertTransfers(5, 5);
        rig.AssertTransfers(30, 30, SpiRig.Second, mode: 1);
        rig.AssertTransfers(130, 130);
    }

    private static void Pass()
    {
        var limit = VirtualTime.NowUs + 20_000;
        while (VirtualTime.Step(limit))
        {
        }
    }
}
