// SPDX-License-Identifier: MIT
// The UART's owner dies at every access to a register, and in every wait: the next owner begins a new stream in both directions.

using Wardstone.Controllers;
using Wardstone.Tests.Host.Aspeed;

namespace Wardstone.Tests.Host.Uarts;

public abstract class UartOwnerContract
{
    private protected const int RingSize = 64;
    private readonly CutOff _cutOff = new();
    private IUartModel _model;
    private UartController _uart;

    protected UartOwnerContract() => (_model, _uart) = Create();

    [Fact]
    public void OwnerMayDieAtEveryAccess() => Die(step: 1, _cutOff.AtAccess, SendAndReceive, atLeast: 300);

    [Fact]
    public void OwnerMayDieInEveryWait() =>
        Die(step: 31, (us, act) => _cutOff.AtTime(us, act), SendAndReceive, atLeast: 100 * IUartModel.ByteUs);

    [Fact]
    public void OwnerMayDieWithALossUnread() => Die(step: 1, _cutOff.AtAccess, LoseAndReceive, atLeast: 100);

    [Fact]
    public void OwnerMayDieWhileItClaims()
    {
        Die(step: 1, _cutOff.AtAccess, Claim, atLeast: 18);

        void Claim()
        {
            _uart.Quiet();
            _ = _uart.TryClaim(1);
        }
    }

    [Fact]
    public void QuietDeviceTellsNobody()
    {
        var listener = new Listener();
        _uart.Listener = listener;
        _model.Arrive(1);
        Pass();
        Assert.Equal(1, listener.Times);
        _uart.Quiet();
        Pass();
        _model.Plan(0, new byte[100]);
        Pass();
        Assert.True(_uart.TryClaim(2));
        _model.Arrive(1);
        Pass();
        Assert.Equal(1, listener.Times);
    }

    [Fact]
    public void WhatIsWrittenToAQuietDeviceIsSentWhenItIsStarted()
    {
        Assert.True(_cutOff.AtTime(1000, () => _uart.Write(new byte[300], 1000)));
        _uart.Quiet();
        Pass();
        _model.Sent.Clear();
        Assert.Equal(UartOutcome.Done, _uart.Write(new byte[] { 1, 2, 3 }, 0));
        Pass();
        Assert.Empty(_model.Sent);
        Assert.True(_uart.TryClaim(0));
        Pass();
        Assert.Equal<byte>([1, 2, 3], _model.Sent);
    }

    // 64 KB at full speed, for a reader that is always there, for one that is late, and for none: never as many interrupts without a
    // thread that reads as the board takes for a storm.
    [Theory]
    [InlineData(0)]
    [InlineData(10_000)]
    [InlineData(int.MaxValue)]
    public void FloodIsNoStorm(int pauseUs)
    {
        _model.Plan(0, new byte[65536]);
        var end = VirtualTime.NowUs + (65600 * IUartModel.ByteUs);
        var buffer = new byte[32];
        while (VirtualTime.NowUs < end)
        {
            Pass(pauseUs == int.MaxValue ? end - VirtualTime.NowUs : pauseUs);
            _ = _uart.Read(buffer, 10, out _);
        }

        Assert.InRange(_model.Interrupts.Max(line => line.MostUnserved), 1, RingSize + 16);
    }

    private void Die(int step, Func<int, Action, bool> cutOff, Action act, int atLeast)
    {
        for (var at = 0; ; at += step)
        {
            (_model, _uart) = Create();
            var died = cutOff(at, act);
            Inherit();
            if (!died)
            {
                Assert.True(at >= atLeast, $"it ended at {at}");
                return;
            }
        }
    }

    private void SendAndReceive()
    {
        _model.Plan(500, new byte[90]);
        _ = _uart.Write(new byte[200], 1000);
        var buffer = new byte[7];
        while (_uart.Read(buffer, 5, out _) == UartOutcome.Done)
        {
        }
    }

    private void LoseAndReceive()
    {
        _model.Plan(0, new byte[RingSize + 30]);
        Pass(30_000);
        _model.Arrive(9, isDamaged: true);
        while (_uart.Read(new byte[30], 5, out _) != UartOutcome.Timeout)
        {
        }
    }

    private protected abstract (IUartModel Model, UartController Uart) New(CutOff cutOff);

    private (IUartModel Model, UartController Uart) Create()
    {
        var (model, uart) = New(_cutOff);
        Assert.True(uart.TryClaim(1));
        return (model, uart);
    }

    // The owner is dead, and while the device was nobody's the line did not stand still.
    private void Inherit()
    {
        _uart.Quiet();
        Assert.Equal(0, _uart.Owner);
        Assert.True(_model.IsReadyToSend); // a fault report may be next on the line
        Pass();
        _model.Plan(0, new byte[40]);
        Pass();
        _model.Sent.Clear();
        Assert.True(_uart.TryClaim(2));
        Assert.Equal(_model.RightDivisor, _model.Divisor);
        Pass();
        Assert.Empty(_model.Sent);
        Assert.Equal(UartOutcome.Timeout, _uart.Read(new byte[1], 1, out _));

        byte[] data = [.. Enumerable.Range(1, 100).Select(i => (byte)i)];
        _model.Plan(0, data);
        Assert.Equal(UartOutcome.Done, _uart.Write(data, 1000));
        var received = new List<byte>();
        var buffer = new byte[16];
        while (_uart.Read(buffer, 5, out var count) == UartOutcome.Done)
        {
            received.AddRange(buffer[..count]);
        }

        Assert.Equal(data, received);
        Pass();
        Assert.Equal(data, _model.Sent);
    }

    private static void Pass(long us = 20_000)
    {
        var limit = VirtualTime.NowUs + us;
        while (VirtualTime.Step(limit))
        {
        }
    }

    private sealed class Listener : IInterruptHandler
    {
        public int Times { get; private set; }

        public void HandleInterrupt() => Times++;
    }
}
