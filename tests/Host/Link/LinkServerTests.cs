// SPDX-License-Identifier: MIT
// The board's end alone: whatever comes, it neither stops nor allocates, and answers the next good request.

using Wardstone.Link;
using Wardstone.Runtime;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Link;

public sealed class LinkServerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void SurvivesAnyBytes(int seed)
    {
        var random = new Random(seed);
        var wire = new DirectWire();
        for (var round = 0; round < 200; round++)
        {
            var bytes = new byte[random.Next(500)];
            random.NextBytes(bytes);
            wire.InjectToBoard(bytes);
        }

        AssertAlive(wire);
    }

    // Good frames around bad packets, good packets around bad messages, good messages around bad payloads.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void SurvivesAnyContent(int seed)
    {
        var random = new Random(seed);
        var wire = new DirectWire();
        for (var round = 0; round < 2000; round++)
        {
            var packet = new byte[random.Next(Packet.MinSize, Packet.MaxSize + 1)];
            random.NextBytes(packet);
            if (random.Next(8) > 0)
            {
                packet[0] = Packet.HeaderVersion;
                packet[1] = 0;
                packet[3] |= Packet.TagOwner;
            }

            if (random.Next(4) > 0 && packet.Length > Packet.HeaderSize + LinkProtocol.HeaderSize)
            {
                packet[3] = 0xC8;
                var message = new SpanByte(packet, Packet.HeaderSize, packet.Length - Packet.HeaderSize);
                var command = (byte)(random.Next(8) | (random.Next(2) << 5));
                LinkProtocol.PutHeader(message, command, LinkStatus.Ok, (uint)random.Next(5));
            }
            else if (random.Next(4) > 0)
            {
                packet[3] = 0xC8;
                packet[4] = 0;
            }

            var frame = new byte[SerialFraming.MaxFrame];
            wire.InjectToBoard(frame[..SerialFraming.Encode(packet, frame)]);
        }

        AssertAlive(wire);
    }

    [Fact]
    public void AMessageLongerThanTheLimitIsDropped()
    {
        var wire = new DirectWire();
        var sender = new MessageSender(wire);
        sender.Send(new byte[LinkProtocol.MaxMessage + 1], 0, 8, Packet.TagOwner, 100);
        AssertAlive(wire);
        Assert.Equal(1, wire.Server.Dropped);
    }

    [Fact]
    public void AHostThatDoesNotReadLosesItsAnswerAndNothingElse()
    {
        var wire = new DeafTerminal();
        var server = new LinkServer(wire, [new WardstoneMessages(new ExampleService(), null)]);
        byte[] getEndpointId = [0, 0x82, 0x02];
        new MessageSender(wire.HostSide).Send(getEndpointId, 0, 8, Packet.TagOwner, 100);
        for (var i = 0; i < 3; i++)
        {
            server.Poll(0);
        }

        Assert.Equal(1, server.Answered);
        Assert.Equal(1, wire.Refused);
    }

    [Fact]
    public void TheSteadyStateAllocatesNothing()
    {
        var terminal = new ReplayTerminal();
        var sender = new MessageSender(terminal.Recorder);
        byte[] request = new byte[LinkProtocol.HeaderSize + 6];
        for (uint number = 0; number < 4; number++)
        {
            LinkProtocol.PutHeader(request, (byte)LinkCommand.Log, LinkStatus.Ok, number);
            request[^2] = 4;
            sender.Send(request, 0, 8, Packet.TagOwner, 100);
        }

        var server = new LinkServer(terminal, [new WardstoneMessages(new ExampleService(), null)]);
        server.Poll(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (!terminal.IsEmpty)
        {
            server.Poll(0);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(4, server.Answered);
        Assert.Equal(4, terminal.Written);
    }

    private static void AssertAlive(DirectWire wire)
    {
        wire.Client.ReadAttestationKey();
        Assert.Equal(0, wire.Client.Retries);
    }

    /// <summary>Gives what was recorded, counts what is written.</summary>
    private sealed class ReplayTerminal : CharDevice
    {
        private readonly List<byte> _recorded = [];
        private int _position;

        public ReplayTerminal() => Recorder = new Sink(_recorded);

        public ICharDevice Recorder { get; }

        public bool IsEmpty => _position == _recorded.Count;

        public int Written { get; private set; }

        public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
        {
            for (count = 0; count < buffer.Length && !IsEmpty; count++)
            {
                buffer[count] = _recorded[_position++];
            }

            return count > 0 ? IoStatus.Ok : IoStatus.Timeout;
        }

        public override IoStatus Write(SpanByte data, int timeoutMs)
        {
            Written++;
            return IoStatus.Ok;
        }
    }

    private sealed class Sink(List<byte> bytes) : CharDevice
    {
        public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
        {
            count = 0;
            return IoStatus.Timeout;
        }

        public override IoStatus Write(SpanByte data, int timeoutMs)
        {
            bytes.AddRange(data.ToArray());
            return IoStatus.Ok;
        }
    }

    /// <summary>Never has room for what the board sends.</summary>
    private sealed class DeafTerminal : CharDevice
    {
        private readonly List<byte> _toBoard = [];

        public DeafTerminal() => HostSide = new Sink(_toBoard);

        public ICharDevice HostSide { get; }

        public int Refused { get; private set; }

        public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
        {
            count = Math.Min(buffer.Length, _toBoard.Count);
            new SpanByte([.. _toBoard[..count]]).CopyTo(buffer);
            _toBoard.RemoveRange(0, count);
            return count > 0 ? IoStatus.Ok : IoStatus.Timeout;
        }

        public override IoStatus Write(SpanByte data, int timeoutMs)
        {
            Refused++;
            return IoStatus.Timeout;
        }
    }
}
