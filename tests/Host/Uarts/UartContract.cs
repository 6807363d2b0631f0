// SPDX-License-Identifier: MIT
// What every UART driver has to do (UartController), whatever the chip.

using Wardstone.Controllers;
using Wardstone.Tests.Host.Aspeed;

namespace Wardstone.Tests.Host.Uarts;

public abstract class UartContract
{
    private protected const int RingSize = 64;
    private readonly IUartModel _model;
    private readonly UartController _uart;

    private protected UartContract(IUartModel model, UartController uart) => (_model, _uart) = (model, uart);

    [Fact]
    public void DividesItsClockToTheBaudRate() => Assert.Equal(_model.RightDivisor, _model.Divisor);

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    public void SendsEveryByteInOrder(int length)
    {
        var data = Bytes(length);
        Assert.Equal(UartOutcome.Done, _uart.Write(data, 1000));
        Pass(1_000_000);
        Assert.Equal(data, _model.Sent);
    }

    [Fact]
    public void WriterOfAHeldLineIsToldInTimeAndNothingIsSentTwice()
    {
        _model.IsHeld = true;
        var start = VirtualTime.NowUs;
        Assert.Equal(UartOutcome.Timeout, _uart.Write(Bytes(200), 50));
        Assert.InRange(VirtualTime.NowUs - start, 50_000, 51_000);
        _model.Release();
        Pass(1_000_000);
        Assert.Equal(Bytes(_model.Sent.Count), _model.Sent);
        _model.Sent.Clear();
        SendsEveryByteInOrder(100);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(300, 7)]
    [InlineData(300, 500)]
    public void ReceivesEveryByteInOrder(int length, int size)
    {
        _model.Plan(1000, Bytes(length));
        Assert.Equal(Bytes(length), ReadAll(size));
        Assert.Equal(0, _uart.Losses);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void ReaderOfASilentLineIsToldInTime(int timeoutMs)
    {
        var start = VirtualTime.NowUs;
        Assert.Equal(UartOutcome.Timeout, _uart.Read(new byte[1], timeoutMs, out var count));
        Assert.Equal(0, count);
        Assert.InRange(VirtualTime.NowUs - start, timeoutMs * 1000, (timeoutMs * 1000) + 1000);
    }

    [Fact]
    public void LateReaderLosesNothingThatFitsRingAndUart()
    {
        _model.Plan(0, Bytes(RingSize + _model.Holds));
        Pass(100_000);
        Assert.Equal(Bytes(RingSize + _model.Holds), ReadAll(10));
        Assert.Equal(0, _uart.Losses);
    }

    [Fact]
    public void LateReaderGetsWhatCameBeforeTheLossThenTheLossThenWhatCameAfter()
    {
        _model.Plan(0, Bytes(RingSize + _model.Holds + 1));
        Pass(100_000);
        Assert.Equal(Bytes(RingSize), Read(RingSize));
        Assert.Equal(UartOutcome.DataLost, _uart.Read(new byte[10], 0, out _));
        _model.Plan(0, [1, 2, 3]);
        Assert.Equal<byte>([1, 2, 3], ReadAll(10));
        Assert.Equal(1, _uart.Losses);
    }

    [Fact]
    public void DamagedByteIsALoss()
    {
        _model.Arrive(1);
        Pass(1000);
        _model.Arrive(2, isDamaged: true);
        Pass(1000);
        Assert.Equal<byte>([1], Read(8));
        Assert.Equal(UartOutcome.DataLost, _uart.Read(new byte[8], 10, out var count));
        Assert.Equal(0, count);
        _model.Arrive(3);
        Assert.Equal<byte>([3], Read(8));
    }

    [Fact]
    public void ListenerIsToldOfBytesAndOfLosses()
    {
        var listener = new Listener();
        _uart.Listener = listener;
        Pass(1000);
        Assert.Equal(0, listener.Told);
        _model.Arrive(1);
        Pass(1000);
        Assert.Equal(1, listener.Told);
        _model.Arrive(2, isDamaged: true);
        Pass(1000);
        Assert.Equal(2, listener.Told);
        Assert.Equal<byte>([1], Read(8));
        Assert.Equal(UartOutcome.DataLost, _uart.Read(new byte[8], 0, out _));
        Pass(1000);
        Assert.Equal(2, listener.Told);
    }

    // Whatever the pace of line and reader: between two losses that are reported the bytes follow one another.
    [Fact]
    public void NoByteIsLostInSilence()
    {
        var random = new Random(1);
        byte next = 0;
        byte? last = null;
        var losses = 0;
        var buffer = new byte[200];
        for (var round = 0; round < 3000; round++)
        {
            var run = Enumerable.Range(0, random.Next(60)).Select(_ => next++).ToArray();
            _model.Plan(random.Next(3000), run);
            Pass(random.Next(8000));
            for (var reads = random.Next(4); reads > 0; reads--)
            {
                var outcome = _uart.Read(new SpanByte(buffer, 0, random.Next(1, 100)), random.Next(3), out var count);
                foreach (var value in buffer.AsSpan(0, count))
                {
                    Assert.True(last is null || value == (byte)(last + 1), $"{value} after {last}");
                    last = value;
                }

                last = outcome == UartOutcome.DataLost ? null : last;
                losses += outcome == UartOutcome.DataLost ? 1 : 0;
            }

            Pass(60 * IUartModel.ByteUs + 3000);
        }

        Assert.InRange(losses, 1, 2999);
        Assert.InRange(_uart.Losses - losses, 0, 1);
    }

    /// <summary>A UART whose first owner was cut off while it wrote and was written to.</summary>
    private protected static UartController CutOffInTheMiddle(IUartModel model, CutOff cutOff, UartController uart)
    {
        Assert.True(uart.TryClaim(1));
        model.Plan(0, new byte[10]);
        Assert.True(cutOff.AtTime(1000, () => uart.Write(new byte[300], 1000)));
        uart.Quiet();
        Pass(1000);
        model.Sent.Clear();
        Assert.True(uart.TryClaim(2));
        return uart;
    }

    private protected static void Pass(long us)
    {
        var limit = VirtualTime.NowUs + us;
        while (VirtualTime.Step(limit))
        {
        }
    }

    private byte[] Read(int size)
    {
        var buffer = new byte[size];
        Assert.Equal(UartOutcome.Done, _uart.Read(buffer, 20, out var count));
        Assert.InRange(count, 1, size);
        return buffer[..count];
    }

    // Reads until the line has been silent for 20 ms.
    private protected byte[] ReadAll(int size)
    {
        var data = new List<byte>();
        var buffer = new byte[size];
        UartOutcome outcome;
        while ((outcome = _uart.Read(buffer, 20, out var count)) == UartOutcome.Done)
        {
            data.AddRange(buffer.AsSpan(0, count));
        }

        Assert.Equal(UartOutcome.Timeout, outcome);
        return [.. data];
    }

    private protected static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)i)];

    private sealed class Listener : IInterruptHandler
    {
        public int Told { get; private set; }

        public void HandleInterrupt() => Told++;
    }
}
