// SPDX-License-Identifier: MIT
// The SPI driver's owner dies at every access: nobody stays selected, and the next owner finds a driver that works.

using Wardstone.Aspeed;
using Wardstone.Controllers;

namespace Wardstone.Tests.Host.Aspeed;

public class SpiOwnerTests
{
    private readonly CutOff _cutOff = new();

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(9, 0, true)]
    [InlineData(0, 9, true)]
    [InlineData(0, 0, false)]
    [InlineData(9, 0, false)]
    [InlineData(0, 9, false)]
    public void OwnerMayDieAtEveryAccess(int write, int read, bool isHeld)
    {
        for (var step = 0; ; step++)
        {
            var rig = new SpiRig(_cutOff);
            Assert.True(rig.Driver.TryClaim(1));
            var died = _cutOff.AtAccess(step, () => Transfer(rig, write, read, isHeld));
            Inherit(rig);
            if (!died)
            {
                Assert.InRange(step, 4, 100);
                return;
            }
        }
    }

    // While the board starts, and in a plain program, the bus is the system's, and nobody quiets it.
    [Theory]
    [InlineData(9, 0, true)]
    [InlineData(0, 9, true)]
    [InlineData(9, 0, false)]
    [InlineData(0, 9, false)]
    public void CallerThatIsNotTheOwnerMayDieAtEveryAccess(int write, int read, bool isHeld)
    {
        for (var step = 0; ; step++)
        {
            var rig = new SpiRig(_cutOff);
            var died = _cutOff.AtAccess(step, () => Transfer(rig, write, read, isHeld));
            rig.Pins.Write(SpiRig.First, true); // what it held with a pin nobody else lets go
            rig.AssertTransfers(5, 0);
            rig.AssertTransfers(0, 6, SpiRig.Second);
            if (!died)
            {
                return;
            }
        }
    }

    [Fact]
    public void WhoHoldsAChipAfterACutOffTransferIsNotDisturbed()
    {
        var rig = new SpiRig(_cutOff);
        Assert.True(_cutOff.AtAccess(10, () => Transfer(rig, 30, 0, isHeld: false)));
        rig.Pins.Write(SpiRig.Second, false);
        Assert.False(rig.FirstTarget.IsSelected);
        Assert.Equal(SpiOutcome.Done, rig.Driver.Transfer(-1, 1_000_000, 0, new byte[3], SpanByte.Empty));
        Assert.Equal(3, rig.SecondTarget.Received.Count);
        Assert.True(rig.SecondTarget.IsSelected);
    }

    [Fact]
    public void OwnerMayDieWhileItClaims()
    {
        for (var step = 0; ; step++)
        {
            var rig = new SpiRig(_cutOff);
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

    private static void Transfer(SpiRig rig, int write, int read, bool isHeld)
    {
        if (isHeld)
        {
            rig.Pins.Write(SpiRig.First, false);
        }

        _ = rig.Driver.Transfer(isHeld ? -1 : SpiRig.First, 20_000_000, 0, new byte[write], new byte[read]);
        if (isHeld)
        {
            rig.Pins.Write(SpiRig.First, true);
        }
    }

    private static void Inherit(SpiRig rig)
    {
        rig.Driver.Quiet();
        Assert.False(rig.FirstTarget.IsSelected);
        Assert.True(rig.Driver.TryClaim(2));
        rig.AssertTransfers(5, 0);
        rig.AssertTransfers(0, 30, SpiRig.Second);
        rig.AssertTransfers(30, 0);
    }
}
