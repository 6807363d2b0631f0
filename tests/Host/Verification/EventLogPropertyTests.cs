// SPDX-License-Identifier: MIT
// The log parser on bytes that no board wrote: it says what is wrong, and does nothing else.

using FsCheck;
using FsCheck.Fluent;
using Wardstone.Log;
using Wardstone.Verification;

namespace Wardstone.Tests.Host.Verification;

public sealed class EventLogPropertyTests(GenuineBoot boot) : IClassFixture<GenuineBoot>
{
    [Fact]
    public void AnyBytesAreParsedOrRefused() => Prop.ForAll<byte[]>(bytes => { Read(bytes); }).QuickCheckThrowOnFailure();

    [Fact]
    public void AnyBytesAfterAGoodHeaderAreParsedOrRefused()
    {
        var header = boot.Evidence.EventLog[..73];
        Prop.ForAll<byte[]>(bytes => { Read([.. header, .. bytes]); }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void AnyBytesInTheEvidenceAreJudged() => Prop.ForAll<byte[], byte[], byte[]>((key, quote, log) =>
    {
        var verdict = boot.Verify(new Evidence(key, quote, log, new PcrValues()));
        Assert.False(verdict.Trusted);
        Assert.Null(verdict.Clock);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void ALogEndsWhereverAnEventEndsAndNowhereElse()
    {
        var log = boot.Evidence.EventLog;
        var lengths = Enumerable.Range(0, log.Length + 1).Where(length => Read(log[..length])).ToList();
        Assert.Equal(1 + boot.Reference.Events.Count, lengths.Count);
        Assert.False(Read([.. log, 0]));
    }

    [Fact]
    public void ACountThatIsTooLargeTakesNoMemory()
    {
        var log = (byte[])boot.Evidence.EventLog.Clone();
        new byte[] { 0xFF, 0xFF, 0xFF, 0x7F }.CopyTo(log, 28);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(Read(log));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000);
    }

    private static bool Read(byte[] bytes)
    {
        var good = TcgEventLog.TryRead(bytes, out var log, out var reason);
        Assert.Equal(good, log is not null);
        Assert.Equal(good, reason is null);
        _ = log?.Replay();
        return good;
    }
}
