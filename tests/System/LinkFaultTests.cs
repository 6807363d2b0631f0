// SPDX-License-Identifier: MIT
// A board that is up, and hosts that misbehave on its link. After each of them the next host finds the board ready.

using System.Net.Sockets;
using Wardstone.Emulation;
using Wardstone.Link;

namespace Wardstone.Tests.SystemTests;

public class LinkFaultTests(BootedBoard booted) : IClassFixture<BootedBoard>
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    [Fact]
    public void GarbageIsPassedOver()
    {
        var random = new Random(1);
        var garbage = new byte[16 * 1024];
        random.NextBytes(garbage);
        using (var link = booted.Board.OpenLink())
        {
            link.Write(garbage);
        }

        AssertReady();
    }

    [Fact]
    public void FramesWithOneWrongBitAreNotAnswered()
    {
        var frame = StatusRequest();
        using (var link = booted.Board.OpenLink())
        {
            link.ReadTimeout = 300;
            ReadUntilSilent(link); // an answer to a host before, asked for twice by a busy computer
            for (var bit = 8; bit < (frame.Length - 1) * 8; bit++)
            {
                var wrong = (byte[])frame.Clone();
                wrong[bit / 8] ^= (byte)(1 << (bit % 8));
                link.Write(wrong);
            }

            Assert.Equal(0, ReadUntilSilent(link));
        }

        AssertReady();
    }

    [Fact]
    public void AHostMayLeaveAnywhereInAMessage()
    {
        var frame = StatusRequest();
        for (var length = 1; length < frame.Length; length += 5)
        {
            using (var link = booted.Board.OpenLink())
            {
                link.Write(frame.AsSpan(0, length));
            }

            AssertReady();
        }
    }

    [Fact]
    public void AHostMayComeLate()
    {
        using var scratch = new ScratchDirectory();
        using var board = EmulatedBoard.Start(BootedBoard.Files, scratch.FullPath);
        board.Console.WaitFor("state ready", BootedBoard.BootBound);
        Thread.Sleep(TimeSpan.FromSeconds(3));
        Assert.Equal(BoardPhase.Ready, board.Ask(client => client.ReadStatus(), Bound).Phase);
    }

    [Fact]
    [Trait("Category", "Long")]
    public void AHostMaySendOneByteASecond() => SendSlowly(TimeSpan.FromSeconds(1));

    [Fact]
    public void AHostMaySendSlowly() => SendSlowly(TimeSpan.FromMilliseconds(100));

    // Within one packet time does not count: only between the packets of one message does it (host/PROTOCOL.md).
    private void SendSlowly(TimeSpan pause)
    {
        using (var link = booted.Board.OpenLink())
        {
            link.ReadTimeout = (int)Bound.TotalMilliseconds;
            foreach (var value in StatusRequest())
            {
                link.WriteByte(value);
                Thread.Sleep(pause);
            }

            Assert.Equal(SerialFraming.Flag, link.ReadByte());
        }

        AssertReady();
    }

    // Returns how many bytes came before.
    private static int ReadUntilSilent(NetworkStream link)
    {
        for (var count = 0; count < LinkProtocol.MaxMessage; count++)
        {
            try
            {
                Assert.NotEqual(-1, link.ReadByte());
            }
            catch (IOException)
            {
                return count;
            }
        }

        throw new InvalidOperationException("the board does not stop");
    }

    private void AssertReady()
    {
        var status = booted.Board.Ask(client => client.ReadStatus(), Bound);
        Assert.Equal(BoardPhase.Ready, status.Phase);
    }

    private static byte[] StatusRequest()
    {
        var message = new byte[LinkProtocol.HeaderSize];
        LinkProtocol.PutHeader(message, (byte)LinkCommand.Status, LinkStatus.Ok, 1);
        byte[] packet = new byte[Packet.HeaderSize + message.Length];
        Packet.PutHeader(packet, Packet.NullEndpoint, 9, Packet.StartOfMessage | Packet.EndOfMessage | Packet.TagOwner, 0);
        message.CopyTo(packet, Packet.HeaderSize);
        var frame = new byte[SerialFraming.MaxFrame];
        return frame[..SerialFraming.Encode(packet, frame)];
    }
}
