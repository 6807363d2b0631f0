// SPDX-License-Identifier: MIT
// The clocks of STM32F4 and F7 against a model in which a flag takes some looks to follow its switch, or never does, and which checks what
// would stop a real chip: a core that is faster than its flash, a PLL that is set up while it runs.

using Wardstone.Controllers;
using Wardstone.Stm32;

namespace Wardstone.Tests.Host.Stm32;

public class RccTests
{
    private static readonly ClockPlan s_f767 = new()
    {
        CoreHz = 216_000_000, Apb1Divider = 4, Apb2Divider = 2, FlashWaitStates = 7, CrystalHz = 8_000_000, IsCrystalBypassed = true,
        HasOverDrive = true,
    };

    private static readonly ClockPlan s_f407 =
        new() { CoreHz = 168_000_000, Apb1Divider = 4, Apb2Divider = 2, FlashWaitStates = 5, CrystalHz = 8_000_000 };

    private readonly RccModel _model = new();

    [Fact]
    public void F767RunsAtItsPlanFromTheCrystal()
    {
        Assert.Equal(216_000_000, Start(s_f767));
        Assert.Equal(216_000_000, _model.CoreHz);
        Assert.Equal(48_000_000, _model.RandomHz);
        Assert.Equal((54_000_000, 108_000_000), _model.BusHz);
        Assert.True(_model.IsBypassed);
        Assert.True(_model.IsOverDriven);
    }

    [Fact]
    public void F407RunsAtItsPlanFromTheCrystal()
    {
        Assert.Equal(168_000_000, Start(s_f407));
        Assert.Equal(168_000_000, _model.CoreHz);
        Assert.Equal(48_000_000, _model.RandomHz);
        Assert.Equal((42_000_000, 84_000_000), _model.BusHz);
        Assert.False(_model.IsBypassed);
        Assert.False(_model.IsOverDriven);
    }

    [Fact]
    public void WithoutACrystalTheInternalOscillatorGivesTheSameClock()
    {
        _model.Broken = RccPart.Crystal;
        Assert.Equal(216_000_000, Start(s_f767));
        Assert.Equal(216_000_000, _model.CoreHz);
        Assert.False(_model.IsFromCrystal);
    }

    [Theory]
    [InlineData(RccPart.Pll)]
    [InlineData(RccPart.OverDrive)]
    [InlineData(RccPart.Flash)]
    [InlineData(RccPart.Switch)]
    public void WhatDoesNotComeInTimeLeavesTheChipSlowAndAlive(RccPart part)
    {
        _model.Broken = part;
        Assert.Equal(Rcc.InternalHz, Start(s_f767));
        Assert.Equal(Rcc.InternalHz, _model.CoreHz);
        Assert.Equal((Rcc.InternalHz, Rcc.InternalHz), _model.BusHz);
    }

    [Theory]
    [InlineData(0u, false, false)]
    [InlineData(1u << 27, true, false)] // power on
    [InlineData(1u << 28, true, false)] // software
    [InlineData(1u << 29, true, true)]
    [InlineData(1u << 30, true, true)]
    public void CauseOfTheResetIsReadOnce(uint flags, bool isKnown, bool isWatchdog)
    {
        _model.ResetFlags = flags;
        var rcc = Make();
        Assert.Equal(isKnown, rcc.TakeResetCause(out var watchdog));
        Assert.Equal(isWatchdog, watchdog);
        Assert.Equal(0u, _model.ResetFlags);
    }

    private Rcc Make() => new(new Registers(_model), new Registers(_model.Flash), new Registers(_model.Power));

    private int Start(ClockPlan plan) => Make().Start(plan);
}
