// SPDX-License-Identifier: MIT
using System.Device.Gpio;
using Wardstone.Simulation;

namespace Wardstone.Tests.Host.Gpio;

public sealed class GpioControllerTests : IDisposable
{
    private readonly GpioController _controller = new(PinNumberingScheme.Logical);

    public void Dispose() => _controller.Dispose();

    [Fact]
    public void PinsGoByNumber()
    {
        var levels = new List<bool>();
        var number = Pins.Add(level => levels.Add(level == PinValue.High));
        var pin = _controller.OpenPin(number);
        _controller.SetPinMode(number, PinMode.Output);
        _controller.Write(number, PinValue.Low);
        Assert.Equal(PinValue.Low, _controller.Read(number));
        pin.Toggle();
        Assert.Equal([false, true], levels);
        Assert.Equal(PinMode.Output, pin.GetPinMode());
        Assert.Equal(PinMode.Output, _controller.GetPinMode(number));
        Assert.True(_controller.PinCount > number);
        Assert.True(_controller.IsPinModeSupported(number, PinMode.InputPullUp));
        Assert.False(pin.IsPinModeSupported((PinMode)99));
    }

    [Fact]
    public void WhatIsNotOpenIsRefused()
    {
        var number = Pins.Add(null);
        Assert.False(_controller.IsPinOpen(number));
        Assert.Throws<InvalidOperationException>(() => _controller.ClosePin(number));
        Assert.Throws<InvalidOperationException>(() => _controller.Write(number, PinValue.High));
        Assert.Throws<InvalidOperationException>(() => _controller.Read(number));
        Assert.Throws<InvalidOperationException>(() => _controller.SetPinMode(number, PinMode.Input));
        Assert.Throws<InvalidOperationException>(() => _controller.OpenPin(-1));
        Assert.Throws<ArgumentException>(() => _controller.IsPinModeSupported(-1, PinMode.Input));
    }

    [Fact]
    public void APinIsClosedByWhoeverIsAsked()
    {
        var (first, second, third) = (Pins.Add(null), Pins.Add(null), Pins.Add(null));
        _controller.OpenPin(first);
        _controller.OpenPin(second).Dispose();
        _controller.OpenPin(third);
        _controller.ClosePin(first);
        Assert.False(_controller.IsPinOpen(first));
        Assert.False(_controller.IsPinOpen(second));
        Assert.True(_controller.IsPinOpen(third));
        _controller.OpenPin(second);
        Assert.True(_controller.IsPinOpen(third) && _controller.IsPinOpen(second));
        _controller.Dispose();
        Assert.False(_controller.IsPinOpen(third));
        _controller.OpenPin(first);
        Assert.True(_controller.IsPinOpen(first));
    }

    [Fact]
    public void APinThatIsDisposedOfTellsNothing()
    {
        var number = Pins.Add(null);
        var calls = 0;
        _controller.OpenPin(number, PinMode.InputPullUp).ValueChanged += (_, _) => calls++;
        _controller.Dispose();
        Pins.Write(number, PinValue.Low);
        Assert.Equal(0, calls);
    }
}
