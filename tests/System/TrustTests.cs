// SPDX-License-Identifier: MIT
// A genuine boot, seen from the host: it is trusted, and four ways to the same PCRs agree.

using Wardstone.Emulation;
using Wardstone.Log;
using Wardstone.Tpm;
using Wardstone.Tpm.Commands;
using Wardstone.Verification;

namespace Wardstone.Tests.SystemTests;

public class TrustTests(BootedBoard booted) : IClassFixture<BootedBoard>
{
    [Fact]
    public void AGenuineBootIsTrusted()
    {
        var verdict = booted.Board.Judge();
        Assert.True(verdict.Trusted, string.Join('\n', verdict.Failed));
    }

    [Fact]
    public void TheBoardsPcrsAreTheLogsAndTheReferencesAndThoseOfAFreshTpm()
    {
        var bytes = booted.Board.Ask(client => client.ReadLog().Bytes, BootedBoard.BootBound);
        Assert.True(TcgEventLog.TryRead(bytes, out var log, out var reason), reason);
        var reported = Text(booted.Board.Pcrs());
        Assert.Equal(6, reported.Length);
        Assert.Equal(Text(log.Replay()), reported);
        Assert.Equal(Text(Evidences.Reference.Pcrs), reported);
        Assert.Equal(Text(InFreshTpm(log)), reported);
    }

    [Fact]
    public void ARebootOfTheSameTpmIsTrustedByTheSamePairing()
    {
        using var scratch = new ScratchDirectory();
        Pairing pairing;
        using (var board = Boot())
        {
            pairing = board.Pair();
            pairing = pairing.After(board.Judge(pairing));
            Assert.NotNull(pairing.LastClock);
        }

        using (var board = Boot())
        {
            // Power was cut without TPM2_Shutdown: the TPM's clock is not safe yet, and its count of resets says why.
            var verdict = board.Judge(pairing);
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
        Assert.Contains(booted.Board.Judge(other.Board.Pair()).Failed, check => check.Name == CheckNames.AttestationKey);
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
