// SPDX-License-Identifier: MIT
// A genuine boot, seen from the host: it is trusted, and four ways to the same PCRs agree.

using Wardstone.Emulation;
using Wardstone.Log;
using Wardstone.Reference;
using Wardstone.Tpm;
using Wardstone.Tpm.Commands;
using Wardstone.Verification;

namespace Wardstone.Tests.SystemTests;

public class TrustTests(BootedBoard booted) : IClassFixture<BootedBoard>
{
    private static readonly ReferenceManifest s_reference = ReferenceManifest.Load(BootedBoard.Files.Directory);

    [Fact]
    public void AGenuineBootIsTrusted()
    {
        var verdict = Judge(booted.Board);
        Assert.True(verdict.Trusted, string.Join('\n', verdict.Failed));
    }

    [Fact]
    public void TheBoardsPcrsAreTheLogsAndTheReferencesAndThoseOfAFreshTpm()
    {
        var (_, evidence) = Evidences.Collect(booted.Board);
        Assert.True(TcgEventLog.TryRead(evidence.EventLog, out var log, out var reason), reason);
        var reported = Text(evidence.Pcrs);
        Assert.Equal(6, reported.Length);
        Assert.Equal(Text(log.Replay()), reported);
        Assert.Equal(Text(s_reference.Pcrs), reported);
        Assert.Equal(Text(InFreshTpm(log)), reported);
    }

    [Fact]
    public void ARebootOfTheSameTpmIsTrustedByTheSamePairing()
    {
        using var scratch = new ScratchDirectory();
        Pairing pairing;
        using (var board = Boot())
        {
            Assert.True(Pairing.TryCreate(Evidences.Collect(board).Evidence.AttestationKey, out var first, out var reason), reason);
            pairing = first.After(Judge(board, first));
            Assert.NotNull(pairing.LastClock);
        }

        using (var board = Boot())
        {
            var verdict = Judge(board, pairing);
            Assert.True(verdict.Trusted, string.Join('\n', verdict.Failed));
            Assert.True(verdict.Clock!.ResetCount > pairing.LastClock.ResetCount);
        }

        EmulatedBoard Boot()
        {
            var board = EmulatedBoard.Start(BootedBoard.Files, scratch.FullPath);
            _ = board.WaitForBoot(BootedBoard.BootBound);
            return board;
        }
    }

    [Fact]
    public void AnotherTpmIsNotTrusted()
    {
        using var other = new BootedBoard();
        Assert.True(Pairing.TryCreate(Evidences.Collect(other.Board).Evidence.AttestationKey, out var pairing, out var reason), reason);
        Assert.Contains(Judge(booted.Board, pairing).Failed, check => check.Name == CheckNames.AttestationKey);
    }

    private static Verdict Judge(EmulatedBoard board, Pairing? pairing = null)
    {
        var (challenge, evidence) = Evidences.Collect(board);
        if (pairing is null)
        {
            Assert.True(Pairing.TryCreate(evidence.AttestationKey, out pairing, out var reason), reason);
        }

        return QuoteVerifier.Verify(challenge, evidence, pairing, s_reference);
    }

    private static string[] Text(PcrValues values) => [.. values.All.Select(v => $"{v.Bank} {v.Pcr} {Convert.ToHexString(v.Value)}")];

    private static PcrValues InFreshTpm(TcgEventLog log)
    {
        using var scratch = new ScratchDirectory();
        using var tpm = Swtpm.StartDirect(scratch.FullPath);
        using var session = tpm.Open();
        var client = new TpmClient(session);
        Assert.Equal(TpmRc.Success, Startup.Execute(client, TpmSu.Clear));
        var digests = new TpmlDigestValues(log.Banks.Count);
        foreach (var measured in log.Events)
        {
            digests.Clear();
            foreach (var (bank, digest) in measured.Digests)
            {
                new SpanByte(digest).CopyTo(digests.Add(bank));
            }

            Assert.Equal(TpmRc.Success, PcrExtend.Execute(client, measured.Pcr, digests));
        }

        var values = new PcrValues();
        foreach (var bank in log.Banks)
        {
            var pcrs = log.Events.Aggregate(0u, (set, measured) => set | 1u << measured.Pcr);
            var selection = new TpmlPcrSelection(1);
            Assert.True(selection.TryAdd(bank, pcrs));
            var bytes = new byte[selection.ValuesSize()];
            Assert.Equal(TpmRc.Success, PcrRead.Execute(client, selection, bytes, out _));
            Assert.True(values.TryAdd(new PcrSelection(bank, pcrs), bytes));
        }

        return values;
    }
}
