// SPDX-License-Identifier: MIT
// Payloads of the commands for files that nobody should send: the board answers each, and leaves nothing open; the host throws a
// LinkException for each, or takes it, and never anything else.

using System.Text;
using Wardstone.Files;
using Wardstone.Link;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Link;

public sealed class FileFuzzTests
{
    private static readonly string[] s_paths = ["/", "/motd", "/dev", "/dev/tpm0", "/dev/temp0", "/tmp/note"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void TheBoardAnswersAnyRequest(int seed)
    {
        var random = new Random(seed);
        var files = new ExampleFiles();
        var messages = new WardstoneMessages(new ExampleService(), files);
        var seen = new HashSet<LinkStatus>();
        for (uint number = 0; number < 20_000; number++)
        {
            var command = (byte)(0x20 + random.Next(6));
            byte[] request = [.. new byte[LinkProtocol.HeaderSize], .. Payload(random, command)];
            request = request[..Math.Min(request.Length, LinkProtocol.MaxMessage)];
            LinkProtocol.PutHeader(request, command, LinkStatus.Ok, number);
            var response = messages.Handle(request);
            Assert.InRange(response.Length, LinkProtocol.HeaderSize, LinkProtocol.MaxMessage);
            Assert.Equal(0, files.Opened);
            seen.Add(LinkProtocol.GetStatus(response));
        }

        Assert.Equal(
            [
                LinkStatus.Ok, LinkStatus.UnknownCommand, LinkStatus.BadLength, LinkStatus.BadParameter,
                LinkStatus.NotPresent, LinkStatus.BadPath, LinkStatus.Denied, LinkStatus.WrongKind, LinkStatus.NoSpace,
            ],
            seen.Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void TheHostTakesAnyResponse(int seed)
    {
        var random = new Random(seed);
        var liar = new Liar(random);
        var wire = new DirectWire(attemptMs: 1000, liar);
        var files = new BoardFiles(new LinkClient(wire) { Timeout = TimeSpan.Zero });
        Action[] calls =
        [
            () => files.Stat("/x"), () => files.List("/x"), () => files.Read("/x"), () => files.ReadStream("/x", 10),
            () => files.Write("/x", 0, new byte[20]), () => files.Transfer("/x", [1], TimeSpan.FromMinutes(1)),
        ];
        var taken = 0;
        for (var round = 0; round < 3000; round++)
        {
            try
            {
                calls[round % calls.Length]();
                taken++;
            }
            catch (LinkException)
            {
            }
        }

        Assert.InRange(taken, 200, 2700);
    }

    // A head as it should be but for its numbers, three times of four; then a path that leads somewhere, and any bytes.
    private static byte[] Payload(Random random, byte command)
    {
        var path = Encoding.ASCII.GetBytes(s_paths[random.Next(s_paths.Length)]);
        var size = command switch
        {
            0x20 => 0,
            0x23 => LinkProtocol.WriteRequestSize,
            0x24 => LinkProtocol.TransferRequestSize,
            _ => LinkProtocol.PartRequestSize,
        };
        var head = new byte[random.Next(4) > 0 ? size : random.Next(10)];
        random.NextBytes(head);
        if (random.Next(2) > 0)
        {
            Array.Clear(head, 0, Math.Min(head.Length, 3));
        }

        var rest = new byte[command < 0x23 && random.Next(4) > 0 ? 0 : random.Next(random.Next(16) > 0 ? 20 : LinkProtocol.MaxPayload)];
        random.NextBytes(rest);
        if (head.Length > 4 && command == 0x23 && random.Next(2) > 0)
        {
            head[4] &= LinkProtocol.WriteFlags;
        }

        if (head.Length > 2 && command >= 0x23 && random.Next(8) > 0)
        {
            head[^3] = (byte)path.Length;
            BigEndian.PutU16(head, head.Length - 2, rest.Length);
        }

        return [.. head, .. path, .. rest];
    }

    /// <summary>Answers every request with any status and payload, often one that could almost be right.</summary>
    private sealed class Liar(Random random) : IMessageHandler
    {
        private readonly byte[] _response = new byte[LinkProtocol.MaxMessage];

        public byte MessageType => LinkProtocol.MessageType;

        public uint Version => 0;

        public SpanByte Handle(SpanByte request)
        {
            var status = random.Next(4) > 0 ? LinkStatus.Ok : (LinkStatus)random.Next(20);
            var command = LinkProtocol.GetCommand(request);
            LinkProtocol.PutHeader(_response, (byte)(command | LinkProtocol.Response), status, LinkProtocol.GetNumber(request));
            var payload = new byte[random.Next(random.Next(8) > 0 ? 60 : LinkProtocol.MaxPayload)];
            for (var i = 0; i < payload.Length; i++)
            {
                // Small numbers, and letters.
                payload[i] = random.Next(8) switch { 0 => (byte)random.Next(256), 1 => (byte)'a', < 4 => (byte)random.Next(4), _ => 0 };
            }

            if (command == (byte)LinkCommand.Transfer && payload.Length > 1 && random.Next(2) > 0)
            {
                BigEndian.PutU16(payload, 0, payload.Length - 2);
            }

            new SpanByte(payload).CopyTo(new SpanByte(_response, LinkProtocol.HeaderSize, payload.Length));
            return new SpanByte(_response, 0, LinkProtocol.HeaderSize + payload.Length);
        }
    }
}
