// SPDX-License-Identifier: MIT
// Pins: modes and levels, whose they are, what becomes of them when their owner dies at any access, and their interrupts.

using System.Device.Gpio;
using Wardstone.Controllers;
using Wardstone.Stm32;
using Wardstone.Tests.Host.Aspeed;

namespace Wardstone.Tests.Host.Stm32;

public sealed class PinTests : IDisposable
{
    private const int Pin = (3 * 16) + 14; // PD14
    private const int SameLine = (1 * 16) + 14; // PB14
    private readonly CutOff _cutOff = new();
    private PinModel _model = new();
    private Pins _pins;

    public PinTests() => _pins = Create();

    public void Dispose() => Devices.CurrentOwner = 0;

    [Theory]
    [InlineData(PinMode.Input, 0u, 0u, false)]
    [InlineData(PinMode.InputPullDown, 0u, 2u, false)]
    [InlineData(PinMode.InputPullUp, 0u, 1u, false)]
    [InlineData(PinMode.Output, 1u, 0u, false)]
    [InlineData(PinMode.OutputOpenDrain, 1u, 0u, true)]
    [InlineData(PinMode.OutputOpenDrainPullUp, 1u, 1u, true)]
    public void EveryModeStandsInThePinsOwnBits(PinMode mode, uint expected, uint pull, bool isOpenDrain)
    {
        _pins.SetMode(Pin - 1, (int)PinMode.InputPullUp);
        _pins.SetMode(Pin + 1, (int)PinMode.InputPullDown);
        foreach (var before in new[] { PinMode.Output, PinMode.InputPullUp, PinMode.OutputOpenDrain })
        {
            _pins.SetMode(Pin, (int)before);
            _pins.SetMode(Pin, (int)mode);
            Assert.Equal((expected, pull), (_model.ModeOf(Pin), _model.PullOf(Pin)));
            Assert.True(expected == 0 || isOpenDrain == _model.IsOpenDrain(Pin));
            Assert.Equal((0u, 1u, 2u), (_model.ModeOf(Pin - 1), _model.PullOf(Pin - 1), _model.PullOf(Pin + 1)));
        }
    }

    [Theory]
    [InlineData(PinMode.OutputOpenSource)]
    [InlineData(PinMode.OutputOpenSourcePullDown)]
    [InlineData((PinMode)(-1))]
    public void WhatTheChipHasNotIsRefused(PinMode mode) => Assert.Throws<ArgumentException>(() => _pins.SetMode(Pin, (int)mode));

    [Fact]
    public void LevelsGoOutAndComeIn()
    {
        _pins.SetMode(Pin, (int)PinMode.Output);
        foreach (var level in new[] { true, false, true })
        {
            _pins.Write(Pin, level);
            Assert.Equal((level, level), (_model.Level(Pin), _pins.Read(Pin)));
            Assert.False(_model.Level(Pin - 1) || _model.Level(Pin + 1));
        }

        _pins.SetMode(Pin, (int)PinMode.Input);
        _model.Drive(Pin, false);
        Assert.False(_pins.Read(Pin));
    }

    [Fact]
    public void PinThatIsPulledUpIsNotLowForAMomentWhenItBecomesAnOutput()
    {
        _pins.SetMode(Pin, (int)PinMode.InputPullUp);
        _model.Changed = (_, _) => Assert.Fail("it moved");
        _pins.SetMode(Pin, (int)PinMode.Output);
        Assert.True(_model.Level(Pin));
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(29, 5)]
    [InlineData(58, 7)]
    public void PinOfAPeripheralIsNotToBeOpened(int number, int function)
    {
        _pins.ConnectAlternate(number, function, PinPull.Up, isOpenDrain: true);
        Assert.Equal((2u, 1u, (uint)function), (_model.ModeOf(number), _model.PullOf(number), _model.FunctionOf(number)));
        Assert.True(_model.IsOpenDrain(number));
        Assert.Throws<ArgumentException>(() => _pins.Open(number));
        Devices.CurrentOwner = 0x2000_4000;
        Assert.Throws<ArgumentException>(() => _pins.Open(number));
        _pins.QuietAllOf(Devices.CurrentOwner);
        Assert.Equal(2u, _model.ModeOf(number));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(144)]
    public void PinThatIsNotThereIsRefused(int number) => Assert.Throws<ArgumentException>(() => _pins.Open(number));

    [Fact]
    public void PinIsOneComponentsAtATime()
    {
        As(0x2000_4000, () => _pins.Open(Pin));
        As(0x2000_4000, () => _pins.Open(Pin));
        As(0x2000_8000, () => Assert.Throws<ArgumentException>(() => _pins.Open(Pin)));
        As(0, () => Assert.Throws<ArgumentException>(() => _pins.Open(Pin)));
        As(0x2000_8000, () => _pins.Open(Pin + 1));
        As(0x2000_4000, () => _pins.Close(Pin));
        As(0x2000_8000, () => Assert.Throws<ArgumentException>(() => _pins.Open(Pin)));
        As(0x2000_4000, () => _pins.Close(Pin));
        As(0x2000_8000, () => _pins.Open(Pin));
    }

    // The board's start reads the TPM before there are components.
    [Fact]
    public void WhatTheSystemOpenedGoesOverToTheFirstComponentThatAsks()
    {
        _pins.Open(Pin);
        _pins.Open(Pin);
        As(0x2000_4000, () => _pins.Open(Pin));
        As(0x2000_8000, () => Assert.Throws<ArgumentException>(() => _pins.Open(Pin)));
        Assert.Throws<ArgumentException>(() => _pins.Open(Pin));
        As(0x2000_4000, () => _pins.Close(Pin));
        As(0x2000_8000, () => _pins.Open(Pin));
    }

    [Fact]
    public void WhatIsGivenBackStaysAsItIs()
    {
        _pins.Open(Pin);
        _pins.SetMode(Pin, (int)PinMode.Output);
        _pins.Close(Pin);
        Assert.Equal((1u, false), (_model.ModeOf(Pin), _model.Level(Pin)));
    }

    // A device that is selected when its driver dies is not selected any more, whatever the driver was about to do. Others' pins stay.
    [Fact]
    public void OwnerMayDieAtEveryAccess()
    {
        for (var step = 0; ; step++)
        {
            _model = new PinModel();
            _pins = Create();
            As(0x2000_8000, () => Select(Pin + 1));
            var died = false;
            As(0x2000_4000, () => died = _cutOff.AtAccess(step, () => Select(Pin)));
            _pins.QuietAllOf(0x2000_4000);
            Assert.Equal(0u, _model.ModeOf(Pin));
            Assert.True(_model.Level(Pin) || _model.PullOf(Pin) == 0);
            Assert.Equal((1u, false), (_model.ModeOf(Pin + 1), _model.Level(Pin + 1)));
            As(0x2000_8000, () => _pins.Open(Pin));
            if (!died)
            {
                Assert.True(_model.Level(Pin));
                Assert.InRange(step, 20, 200);
                return;
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(15)]
    public void EachFallIsToldOncePerListening(int line)
    {
        var number = (5 * 16) + line;
        var handler = new Handler();
        _model.Drive(number, true);
        Assert.True(_pins.Listen(number, handler));
        Pass();
        Assert.Equal(0, handler.Times);
        for (var i = 0; i < 3; i++)
        {
            _model.Drive(number, false);
            _model.Drive(number, true);
            Pass();
        }

        Assert.Equal(1, handler.Times);
        Assert.True(_pins.Listen(number, handler));
        Pass();
        Assert.Equal(1, handler.Times);
        _model.Drive(number, false);
        Pass();
        Assert.Equal(2, handler.Times);
        Assert.True(_pins.Listen(number, handler)); // it is still low
        Pass();
        Assert.Equal(3, handler.Times);
    }

    [Fact]
    public void NeighboursOnOneInterruptAreToldApart()
    {
        Handler first = new(), second = new();
        _model.Drive(Pin, true);
        _model.Drive(Pin - 1, true);
        Assert.True(_pins.Listen(Pin, first) && _pins.Listen(Pin - 1, second));
        _model.Drive(Pin - 1, false);
        Pass();
        Assert.Equal((0, 1), (first.Times, second.Times));
        _model.Drive(Pin, false);
        Pass();
        Assert.Equal((1, 1), (first.Times, second.Times));
    }

    [Fact]
    public void LineIsOnePinsUntilThatGivesItBack()
    {
        var handler = new Handler();
        _model.Drive(Pin, true);
        _model.Drive(SameLine, true);
        _pins.Open(Pin);
        Assert.True(_pins.Listen(Pin, handler));
        Assert.False(_pins.Listen(SameLine, handler));
        _pins.StopListening(SameLine); // it has nothing to give back
        _model.Drive(SameLine, false);
        Pass();
        Assert.Equal(0, handler.Times);
        _pins.Close(Pin);
        _model.Drive(Pin, false);
        Pass();
        Assert.Equal(0, handler.Times);
        Assert.True(_pins.Listen(SameLine, handler));
        Pass();
        Assert.Equal(1, handler.Times);
    }

    [Fact]
    public void ListenerMayDieAtEveryAccess()
    {
        for (var step = 0; ; step++)
        {
            _model = new PinModel();
            _pins = Create();
            Handler dead = new(), heir = new();
            _model.Drive(Pin, true);
            var died = false;
            As(0x2000_4000, () => _pins.Open(Pin));
            As(0x2000_4000, () => died = _cutOff.AtAccess(step, () => _pins.Listen(Pin, dead)));
            _pins.QuietAllOf(0x2000_4000);
            _model.Drive(Pin, false);
            Pass();
            Assert.Equal(0, dead.Times);
            _model.Drive(SameLine, true);
            Assert.True(_pins.Listen(SameLine, heir));
            _model.Drive(SameLine, false);
            Pass();
            Assert.Equal((0, 1), (dead.Times, heir.Times));
            if (!died)
            {
                Assert.InRange(step, 20, 100);
                return;
            }
        }
    }

    private static void As(int owner, Action act)
    {
        Devices.CurrentOwner = owner;
        act();
        Devices.CurrentOwner = 0;
    }

    private static void Pass()
    {
        var limit = VirtualTime.NowUs + 100;
        while (VirtualTime.Step(limit))
        {
        }
    }

    private Pins Create() => new(
        [.. _model.Ports.Select(_cutOff.Of)],
        new ExternalInterrupts(_cutOff.Of(_model.Exti), _cutOff.Of(_model.Exti.System), _model.Exti.Interrupts));

    private void Select(int number)
    {
        _pins.Open(number);
        _pins.SetMode(number, (int)PinMode.Output);
        _pins.Write(number, true);
        _pins.Write(number, false);
    }

    private sealed class Handler : IInterruptHandler
    {
        public int Times { get; private set; }

        public void HandleInterrupt() => Times++;
    }
}
