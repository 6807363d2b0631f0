// SPDX-License-Identifier: MIT
// Host and board over a wire that loses, repeats, damages and delays: every request gets its right answer in the end, and
// nothing runs twice.

using Wardstone.Link;

namespace Wardstone.Tests.Host.Link;

public sealed class LinkClientTests
{
    private const int PatientMs = 1000;
    private static readonly byte[] Nonce = [0x7E, 0x7D, 3, 4];
    private readonly DirectWire _wire = new();
    private readonly DirectWire _patientWire = new(PatientMs);
    private int _frames;

    [Fact]
    public void AsksEverything()
    {
        var status = _patientWire.Client.ReadStatus();
        Assert.Equal("ready", LinkClient.Text(status.State));
        Assert.Equal("example", LinkClient.Text(status.Board));
        Assert.Equal("0.1.0", LinkClient.Text(status.Version));
        Assert.Equal(LinkProtocol.MaxMessage, status.MessageLimit);
        AssertRightAnswers(_patientWire, quotesBefore: 0);
        Assert.Equal(0, _patientWire.Client.Retries);
        Assert.Equal(0, _patientWire.Server.Dropped);
    }

    [Fact]
    public void OneByteAtATime()
    {
        _patientWire.ReadLimit = 1;
        AssertRightAnswers(_patientWire, quotesBefore: 0);
        Assert.Equal(0, _patientWire.Client.Retries);
    }

    // A status response is four packets, the others one or two: each frame is lost, or comes twice, in each direction.
    [Theory]
    [InlineData(true, 0)]
    [InlineData(true, 2)]
    [InlineData(false, 0)]
    [InlineData(false, 2)]
    public void AnyFrameIsLostOrComesTwice(bool toBoard, int times)
    {
        for (var chosen = 0; chosen < 12; chosen++)
        {
            var wire = new DirectWire();
            var frames = 0;
            Edit(wire, toBoard, frame => Enumerable.Repeat(frame, frames++ == chosen ? times : 1).SelectMany(bytes => bytes));
            AssertRightAnswers(wire, quotesBefore: 0);
            Assert.Equal("ready", LinkClient.Text(wire.Client.ReadStatus().State));
        }
    }

    [Fact]
    public void TheAnswerOfAQuoteIsLostSoItIsRepeatedAndNotRunAgain()
    {
        var wire = new DirectWire(attemptMs: 100);
        Edit(wire, toBoard: false, frame => _frames++ < 3 ? [] : frame);
        AssertQuote(wire, quotesBefore: 0);
        Assert.Equal(3, wire.Client.Retries);
        Assert.Equal(1, wire.Service.Quotes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AnyByteIsDamaged(bool toBoard)
    {
        for (var position = 0; position < 60; position++)
        {
            var wire = new DirectWire();
            var count = 0;
            Edit(wire, toBoard, frame => frame.Select(value => count++ == position ? (byte)(value ^ 0x10) : value));
            AssertQuote(wire, quotesBefore: 0);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void GarbageBetweenFrames(int seed)
    {
        var random = new Random(seed);
        byte[] WithGarbage(byte[] frame) => [.. Garbage(random), .. frame, .. Garbage(random)];
        Edit(toBoard: true, WithGarbage);
        Edit(toBoard: false, WithGarbage);
        for (var quotes = 0; quotes < 20; quotes++)
        {
            AssertRightAnswers(quotes);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void AVeryBadWire(int seed)
    {
        var random = new Random(seed);
        IEnumerable<byte> Worse(byte[] frame) => random.Next(8) switch
        {
            0 => [],
            1 => frame.Take(random.Next(frame.Length)),
            2 => frame.Select(value => random.Next(20) == 0 ? (byte)random.Next(256) : value),
            3 => [.. frame, .. frame],
            _ => frame,
        };
        Edit(toBoard: true, Worse);
        Edit(toBoard: false, Worse);
        for (var quotes = 0; quotes < 20; quotes++)
        {
            AssertRightAnswers(quotes);
        }

        Assert.Equal(20, _wire.Service.Quotes);
    }

    [Fact]
    public void AHostLeavesAnywhereInItsRequest()
    {
        var request = new List<byte>();
        Edit(toBoard: true, frame =>
        {
            request.AddRange(frame);
            return frame;
        });
        AssertQuote(_wire, quotesBefore: 0);
        for (var cut = 0; cut < request.Count; cut++)
        {
            var wire = new DirectWire(PatientMs);
            wire.InjectToBoard(request.Take(cut));
            Assert.Equal("ready", LinkClient.Text(wire.Client.ReadStatus().State));
            Assert.Equal(0, wire.Client.Retries);
        }
    }

    [Fact]
    public void AnswersToOthersArePassedOver()
    {
        var stale = new List<byte>();
        Edit(_patientWire, toBoard: false, frame =>
        {
            stale.AddRange(frame);
            return frame;
        });
        AssertQuote(_patientWire, quotesBefore: 0);
        _patientWire.InjectToHost(stale);
        AssertQuote(_patientWire, quotesBefore: 1);
        Assert.Equal(0, _patientWire.Client.Retries);
    }

    [Fact]
    public void AResetWhileTheLogIsReadStartsItAgain()
    {
        var chunks = new List<uint>();
        _wire.Service.Chunk = 3;
        var log = _wire.Client.ReadLog((read, total) =>
        {
            chunks.Add((uint)read);
            if (chunks.Count == 2)
            {
                _wire.Service.Generation = 5;
            }
        });
        Assert.Equal(5u, log.Generation);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], log.Bytes);
        Assert.Equal([3u, 6u, 3u, 6u, 9u, 10u], chunks);
    }

    [Fact]
    public void ABoardThatIsResetAllTheTimeIsAnError()
    {
        _wire.Service.Chunk = 3;
        var e = Assert.Throws<LinkException>(() => _wire.Client.ReadLog((_, _) => _wire.Service.Generation++));
        Assert.Contains("reset", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AReportIsReadWholeAndTheListToo()
    {
        _wire.Service.Chunk = 5;
        Assert.Equal("example | n: 1\n-\n"u8, _wire.Client.ReadReport("example"));
        Assert.Equal("reports\n+ report example\n-\n"u8, _wire.Client.ReadReport(""));
        var e = Assert.Throws<BoardRefusedException>(() => _wire.Client.ReadReport("none"));
        Assert.Equal(LinkStatus.BadParameter, e.Status);
    }

    // A longer one, and one that ends before where the reader stands.
    [Theory]
    [InlineData("example | n: 20000\n-\n")]
    [InlineData("x\n-\n")]
    public void PartsOfTwoReportsAreNeverJoined(string next)
    {
        var requests = 0;
        _wire.Service.Chunk = 8;
        Edit(toBoard: true, frame =>
        {
            if (frame[0] == 0x7E && frame.Length > 3 && ++requests == 2)
            {
                _wire.Service.Report = next;
                _wire.Service.ReportVersion++;
            }

            return frame;
        });
        Assert.Equal(next, System.Text.Encoding.ASCII.GetString(_wire.Client.ReadReport("example")));
    }

    [Fact]
    public void AReportThatChangesAllTheTimeIsAnError()
    {
        _wire.Service.Chunk = 8;
        Edit(toBoard: true, frame =>
        {
            _wire.Service.ReportVersion++;
            return frame;
        });
        var e = Assert.Throws<LinkException>(() => _wire.Client.ReadReport("example"));
        Assert.Contains("changed 5 times", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AReportBeyondTheLimitIsNotRead()
    {
        _wire.Service.Report = new string('x', 40000);
        var e = Assert.Throws<LinkException>(() => _wire.Client.ReadReport("example"));
        Assert.Contains("malformed", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AComponentThatIsAwayIsWaitedFor()
    {
        _patientWire.Service.Unavailable = 2;
        Assert.Equal("example | n: 1\n-\n"u8, _patientWire.Client.ReadReport("example"));
        Assert.Equal(2, _patientWire.Client.Retries);
    }

    [Fact]
    public void AComponentThatStaysAwayIsARefusal()
    {
        _wire.Service.Unavailable = int.MaxValue;
        var client = new LinkClient(_wire) { Timeout = TimeSpan.FromMilliseconds(350) };
        var e = Assert.Throws<BoardRefusedException>(() => client.ReadReport("example"));
        Assert.Equal(LinkStatus.Unavailable, e.Status);
        Assert.Contains("report restarts", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARefusalCarriesItsReason()
    {
        _wire.Service.TpmAbsent = true;
        var e = Assert.Throws<BoardRefusedException>(() => _wire.Client.ReadPcrs(0x0B, 1));
        Assert.Equal(LinkStatus.Failed, e.Status);
        Assert.Contains("nobody at 0x2e", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SilenceEndsInBoundedTime()
    {
        Edit(toBoard: true, _ => []);
        var client = new LinkClient(_wire) { AttemptTimeout = TimeSpan.FromMilliseconds(20), Timeout = TimeSpan.FromMilliseconds(100) };
        var start = DateTime.UtcNow;
        var e = Assert.Throws<LinkUnreachableException>(() => client.ReadStatus());
        Assert.Contains("did not answer Status within 0.1 s", e.Message, StringComparison.Ordinal);
        Assert.InRange((DateTime.UtcNow - start).TotalMilliseconds, 90, 2000);
    }

    [Fact]
    public void CancellationEndsAtOnce()
    {
        Edit(toBoard: true, _ => []);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => _wire.Client.ReadStatus(cancelled.Token));
    }

    private static byte[] Garbage(Random random)
    {
        var garbage = new byte[random.Next(40)];
        random.NextBytes(garbage);
        return garbage;
    }

    private static void AssertQuote(DirectWire wire, int quotesBefore)
    {
        Assert.Equal([0, 4, .. Nonce, 0, (byte)(quotesBefore + 1)], wire.Client.Quote(Nonce, 0x0B, 7));
    }

    private static void AssertRightAnswers(DirectWire wire, int quotesBefore)
    {
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], wire.Client.ReadLog().Bytes);
        Assert.Equal([0, 2, 0, 0x23], wire.Client.ReadAttestationKey());
        Assert.Equal("example | n: 1\n-\n"u8, wire.Client.ReadReport("example"));
        AssertQuote(wire, quotesBefore);
        byte[] pcrs = [0, 2, 23];
        Assert.Equal(pcrs.SelectMany(pcr => Enumerable.Repeat(pcr, 32)), wire.Client.ReadPcrs(0x0B, 0x800005));
    }

    private static void Edit(DirectWire wire, bool toBoard, Func<byte[], IEnumerable<byte>> edit)
    {
        if (toBoard)
        {
            wire.EditToBoard = edit;
        }
        else
        {
            wire.EditToHost = edit;
        }
    }

    private void AssertRightAnswers(int quotesBefore) => AssertRightAnswers(_wire, quotesBefore);

    private void Edit(bool toBoard, Func<byte[], IEnumerable<byte>> edit) => Edit(_wire, toBoard, edit);
}
