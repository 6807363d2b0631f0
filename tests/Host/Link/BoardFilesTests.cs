// SPDX-License-Identifier: MIT
// The library's files over a wire: whole files of one version, nothing written or transferred twice whatever the wire loses, and
// nothing allocated on the board.

using System.Text;
using Wardstone.Files;
using Wardstone.Link;
using Wardstone.Runtime;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Link;

public sealed class BoardFilesTests
{
    private readonly DirectWire _wire = new(attemptMs: 1000);

    [Fact]
    public void AFileThatChangesIsReadFromTheStartAgain()
    {
        _wire.Files.Motd.Set(new string('a', 3000));
        var read = new List<int>();
        var bytes = Files(_wire).Read("/motd", progress: (done, total) =>
        {
            read.Add(done);
            if (read.Count == 2)
            {
                _wire.Files.Motd.Set(new string('b', 500));
            }
        });
        Assert.Equal(new string('b', 500), Encoding.ASCII.GetString(bytes));
        Assert.Equal([296, 592, 296, 500], read);
    }

    [Fact]
    public void AFileThatChangesAllTheTimeIsAnError()
    {
        _wire.Files.Motd.Set(new string('a', 3000));
        var e = Assert.Throws<LinkException>(() =>
            Files(_wire).Read("/motd", progress: (_, _) => _wire.Files.Motd.Set(new string('a', 3000))));
        Assert.Equal("/motd: it changed 5 times while it was read", e.Message);
    }

    [Fact]
    public void ASizeThatNobodyShouldBelieveIsMalformed()
    {
        _wire.Files.Motd.Status.Size = BoardFiles.MaxSize + 1;
        var e = Assert.Throws<LinkException>(() => Files(_wire).Read("/motd"));
        Assert.Contains("malformed", e.Message, StringComparison.Ordinal);
    }

    // Four packets in a row are lost, wherever in whatever message: the numbers of the others follow each other.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FourLostPacketsAreMissed(bool toBoard)
    {
        var bytes = new byte[ExampleFiles.Capacity];
        new Random(1).NextBytes(bytes);
        for (var first = 0; first < 120; first++)
        {
            var frames = 0;
            IEnumerable<byte> Lose(byte[] frame) => frame.Length > 3 && frames++ >= first && frames <= first + 4 ? [] : frame;
            var wire = toBoard ? new DirectWire { EditToBoard = Lose } : new DirectWire { EditToHost = Lose };
            var files = Files(wire);
            wire.Files.Temp.Set(new string('t', 1000));
            try
            {
                Assert.Equal(1000, files.ReadStream("/dev/temp0").Length);
            }
            catch (LinkException e)
            {
                Assert.Contains("malformed", e.Message, StringComparison.Ordinal);
            }

            files.Write("/tmp/note", 0, bytes);
            Assert.Equal(bytes, wire.Files.Note.Bytes);
            Assert.Equal(bytes, files.Read("/tmp/note"));
            try
            {
                Assert.Equal([1, .. bytes], files.Transfer("/dev/tpm0", bytes, TimeSpan.FromSeconds(1)));
            }
            catch (LinkException e)
            {
                Assert.InRange(wire.Files.Transfers, toBoard ? 0 : 1, toBoard ? 0 : 1);
                Assert.Matches("length|malformed", e.Message);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ABadWireRepeatsNothing(int seed)
    {
        var random = new Random(seed);
        var wire = new DirectWire { EditToBoard = Worse, EditToHost = Worse };
        var files = Files(wire);
        for (var i = 1; i <= 20; i++)
        {
            var bytes = new byte[random.Next(ExampleFiles.Capacity)];
            random.NextBytes(bytes);
            files.Write("/tmp/note", 0, bytes, OpenMode.Truncate);
            Assert.Equal(bytes, files.Read("/tmp/note"));
            Assert.Equal([(byte)i, 9], files.Transfer("/dev/tpm0", [9], TimeSpan.FromSeconds(1)));
            Assert.Equal(["tpm0", "temp0"], files.List("/dev").Select(file => file.Name));
        }

        IEnumerable<byte> Worse(byte[] frame) => random.Next(24) switch
        {
            0 => [],
            1 => frame.Take(random.Next(frame.Length)),
            2 => frame.Select(value => random.Next(20) == 0 ? (byte)random.Next(256) : value),
            3 => [.. frame, .. frame],
            _ => frame,
        };
    }

    // Open and Stat may be repeated, the transfer itself and the writing may not.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    public void AServerThatDiesIsAskedAgainWhereNothingWasDone(int call, int transfers)
    {
        _wire.Files.FailAt(call, IoStatus.ServerFaulted);
        if (transfers > 0)
        {
            Assert.Equal([1, 9], Files(_wire).Transfer("/dev/tpm0", [9], TimeSpan.FromSeconds(1)));
        }
        else
        {
            var e = Assert.Throws<FileRefusedException>(() => Files(_wire).Transfer("/dev/tpm0", [9], TimeSpan.FromSeconds(1)));
            Assert.Equal(LinkStatus.Interrupted, e.Status);
        }

        Assert.Equal(transfers, _wire.Files.Transfers);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/a")]
    [InlineData("/a b/~")]
    [InlineData("/.a/...")]
    [InlineData("/1234567890123456789012345678901")]
    public void IsAPath(string path) => Assert.True(BoardFile.IsPath(path));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("//")]
    [InlineData("/a/")]
    [InlineData("/a//b")]
    [InlineData("/.")]
    [InlineData("/a/..")]
    [InlineData("/a\n")]
    [InlineData("/\u007f")]
    [InlineData("/µ")]
    [InlineData("/12345678901234567890123456789012")]
    [InlineData(null)]
    public void IsNoPath(string? path)
    {
        path ??= string.Concat(Enumerable.Repeat("/1234567890123456789012345678901", 4)); // a byte too long
        Assert.False(BoardFile.IsPath(path));
        Assert.Throws<ArgumentException>(() => Files(_wire).Stat(path));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("\u001b[2J")]
    public void ANameThatCanBeNoneIsMalformed(string name)
    {
        _ = _wire.Files.Add("/bad", FileKind.Directory, true, false, "");
        _wire.Files.Add("/bad/x", FileKind.Continuous, true, false, "").Name = name;
        var e = Assert.Throws<LinkException>(() => Files(_wire).List("/bad"));
        Assert.Contains("malformed", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheBoardAllocatesNothing()
    {
        var messages = new WardstoneMessages(new ExampleService(), new ExampleFiles());
        byte[][] requests =
        [
            Request(LinkCommand.Stat, "/motd"u8), Request(LinkCommand.Read, [0, 0, 0, 0, 4, 0, .. "/motd"u8]),
            Request(LinkCommand.Read, [0, 0, 0, 0, 4, 0, .. "/none"u8]),
            Request(LinkCommand.Transfer, [0, 0, 0, 1, 9, 0, 1, .. "/dev/tpm0"u8, 1]),
        ];
        Array.ForEach(requests, request => messages.Handle(request));
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var request in requests)
        {
            request[11]++;
            messages.Handle(request);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        static byte[] Request(LinkCommand command, ReadOnlySpan<byte> payload)
        {
            byte[] request = [.. new byte[LinkProtocol.HeaderSize], .. payload];
            LinkProtocol.PutHeader(request, (byte)command, LinkStatus.Ok, 1);
            return request;
        }
    }

    private static BoardFiles Files(DirectWire wire) => new(wire.Client);
}
