// SPDX-License-Identifier: MIT
// Streams of a DMA controller against a model with a peripheral that is nothing but a data register.

using Wardstone.Controllers;
using Wardstone.Stm32;
using Wardstone.Tests.Host.Aspeed;

namespace Wardstone.Tests.Host.Stm32;

public class DmaStreamTests
{
    private const uint Block = 0x4001_3000;
    private const uint Data = Block + 0x0C;
    private const int Channel = 3;
    private readonly DmaModel _dma = new();
    private readonly DataRegister _peripheral = new();
    private readonly DmaBuffer _buffer = new(64);
    private readonly CutOff _cutOff = new();

    public DmaStreamTests() => _dma.Map(Block, _peripheral);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void EveryStreamReadsAndTellsItsOwnEnd(int number)
    {
        var (stream, handler) = Create(number);
        var (_, other) = Create(number ^ 1);
        stream.StartRead(Data, _buffer.Address + 8, 5);
        Assert.Equal(5, stream.Remaining);
        Receive(number, 4);
        Assert.Equal(1, stream.Remaining);
        Assert.Equal(DmaFlags.None, handler.Told);
        Receive(number, 1);
        Assert.Equal(DmaFlags.Half | DmaFlags.Complete, handler.Told);
        Assert.Equal(DmaFlags.None, other.Told);
        Assert.Equal(DmaFlags.None, stream.TakeFlags());
        Assert.Equal<byte>([0, 1, 2, 3, 4, 5, 0], _buffer.Bytes(7, 7).ToArray());
        Assert.False(_dma.Serve(number, Channel));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void StreamWritesWhatIsInMemory(int number)
    {
        var (stream, handler) = Create(number);
        for (var i = 0; i < 64; i++)
        {
            _buffer.Bytes(i, 1)[0] = (byte)(i * 3);
        }

        stream.StartWrite(_buffer.Address, Data, 64);
        while (_dma.Serve(number, Channel))
        {
        }

        Pass();
        Assert.Equal(Enumerable.Range(0, 64).Select(i => (byte)(i * 3)), _peripheral.Written);
        Assert.Equal(DmaFlags.Complete, handler.Told & ~DmaFlags.Half);
    }

    [Fact]
    public void CircularTransferTellsHalvesAndGoesOn()
    {
        var (stream, handler) = Create(1);
        stream.StartRead(Data, _buffer.Address, 8, circular: true);
        foreach (var expected in new[] { DmaFlags.Half, DmaFlags.Complete, DmaFlags.Half, DmaFlags.Complete })
        {
            handler.Told = DmaFlags.None;
            Receive(1, 3);
            Assert.Equal(DmaFlags.None, handler.Told);
            Receive(1, 1);
            Assert.Equal(expected, handler.Told);
        }

        Assert.Equal(8, stream.Remaining);
        Assert.Equal<byte>([9, 10, 11, 12, 13, 14, 15, 16], _buffer.Bytes(0, 8).ToArray());
    }

    [Fact]
    public void ErrorEndsTheTransferAndTheNextOneWorks()
    {
        var (stream, handler) = Create(5);
        _dma.FailAfter[5] = 2;
        stream.StartRead(Data, _buffer.Address, 8);
        Receive(5, 3);
        Assert.Equal(DmaFlags.Error, handler.Told);
        Assert.Equal(6, stream.Remaining);
        stream.StartRead(Data, _buffer.Address, 2);
        handler.Told = DmaFlags.None;
        Receive(5, 2);
        Assert.Equal(DmaFlags.Complete, handler.Told & ~DmaFlags.Half);
    }

    [Fact]
    public void LateBusIsNoError()
    {
        var (stream, handler) = Create(2);
        _dma.IsLate = true;
        stream.StartRead(Data, _buffer.Address, 8);
        Receive(2, 8);
        Assert.Equal(DmaFlags.Complete, handler.Told & ~DmaFlags.Half);
        stream.StartRead(Data, _buffer.Address, 8); // what it noted is not in the way
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5000)]
    public void StoppedStreamMovesAndTellsNothing(int stopReads)
    {
        var (stream, handler) = Create(4);
        _dma.StopReads = stopReads;
        stream.StartRead(Data, _buffer.Address, 8);
        Receive(4, 3);
        stream.Stop();
        Assert.False(_dma.IsEnabled(4));
        Assert.Equal(DmaFlags.None, stream.TakeFlags());
        Assert.False(_dma.Serve(4, Channel));
        Pass();
        Assert.Equal(DmaFlags.None, handler.Told);
        Assert.Equal(5, stream.Remaining);
    }

    [Fact]
    public void StopOfAStreamThatHangsEnds()
    {
        var (stream, _) = Create(4);
        _dma.StopReads = int.MaxValue;
        stream.StartRead(Data, _buffer.Address, 8);
        stream.Stop();
        Assert.True(_dma.IsEnabled(4));
    }

    // Whoever started, stopped or asked was cut off at any access: the next one finds a stream that works, and so does the neighbour,
    // whose flags stand in the same registers.
    [Fact]
    public void OwnerMayDieAtEveryAccess()
    {
        var (neighbour, told) = Create(6);
        for (var step = 0; ; step++)
        {
            var stream = new DmaStream(_cutOff.Of(_dma), 7, Channel, _dma.Interrupt[7]);
            var handler = new Handler(stream);
            stream.Connect(handler);
            neighbour.StartRead(Data, _buffer.Address, 1);
            var died = _cutOff.AtAccess(step, () => StartAndStop(stream));
            stream.Stop();
            stream.StartRead(Data, _buffer.Address, 2);
            handler.Told = told.Told = DmaFlags.None;
            Receive(7, 2);
            Receive(6, 1);
            Assert.Equal(DmaFlags.Complete, handler.Told & ~DmaFlags.Half);
            Assert.Equal(DmaFlags.Complete, told.Told & ~DmaFlags.Half);
            if (!died)
            {
                Assert.InRange(step, 30, 200);
                return;
            }
        }
    }

    private void StartAndStop(DmaStream stream)
    {
        stream.StartWrite(_buffer.Address, Data, 4);
        _ = _dma.Serve(7, Channel);
        stream.StartRead(Data, _buffer.Address, 1);
        _ = _dma.Serve(7, Channel);
        _ = stream.TakeFlags();
        stream.Stop();
    }

    private (DmaStream Stream, Handler Handler) Create(int number)
    {
        var stream = new DmaStream(new Registers(_dma), number, Channel, _dma.Interrupt[number]);
        var handler = new Handler(stream);
        stream.Connect(handler);
        return (stream, handler);
    }

    private void Receive(int stream, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(_dma.FailAfter[stream] != 0, _dma.Serve(stream, Channel));
        }

        Pass();
    }

    private static void Pass()
    {
        var limit = VirtualTime.NowUs + 1000;
        while (VirtualTime.Step(limit))
        {
        }
    }

    private sealed class Handler(DmaStream stream) : IInterruptHandler
    {
        public DmaFlags Told { get; set; }

        public void HandleInterrupt() => Told |= stream.TakeFlags();
    }

    private sealed class DataRegister : IRegisterModel
    {
        private byte _next;

        public List<byte> Written { get; } = [];

        public uint Read(int offset) => throw new InvalidOperationException("bytes only");

        public void Write(int offset, uint value) => throw new InvalidOperationException("bytes only");

        public byte ReadByte(int offset)
        {
            Assert.Equal(0x0C, offset);
            return ++_next;
        }

        public void WriteByte(int offset, byte value)
        {
            Assert.Equal(0x0C, offset);
            Written.Add(value);
        }
    }
}
