// SPDX-License-Identifier: MIT
// The verifier on a genuine boot, and on everything that differs from one in a single thing: each must fail, by the right check.

using System.Security.Cryptography;
using System.Text;
using Wardstone.Log;
using Wardstone.MeasuredBoot;
using Wardstone.Reference;
using Wardstone.Tests.Host.MeasuredBoot;
using Wardstone.Tpm;
using Wardstone.Verification;

namespace Wardstone.Tests.Host.Verification;

public sealed class VerdictTests(GenuineBoot boot) : IClassFixture<GenuineBoot>
{
    private static readonly string[] AllChecks =
        [.. typeof(CheckNames).GetFields().Select(f => (string)f.GetValue(null)!)];

    [Fact]
    public void AGenuineBootPassesEveryCheck()
    {
        var verdict = boot.Verify(boot.Evidence);
        Assert.True(verdict.Trusted, Words(verdict));
        string[] components = ["component:uart_log", "component:sub", "component:sub/worker"];
        Assert.Equal(
            AllChecks.SelectMany(name => name == CheckNames.Component ? components : [name]), verdict.Checks.Select(c => c.Name));
        Assert.NotNull(verdict.Clock);
        Assert.All(verdict.Checks, c => Assert.NotEmpty(c.Words));
    }

    [Fact]
    public void AQuoteOverBothBanksPassesToo()
    {
        var challenge = new Challenge([1, 2, 3], [new(TpmAlgId.Sha256, PcrPlan.Pcrs), new(TpmAlgId.Sha384, PcrPlan.Pcrs)]);
        var verdict = QuoteVerifier.Verify(challenge, boot.Board.Answer(challenge), boot.Pairing, boot.Reference);
        Assert.True(verdict.Trusted, Words(verdict));
    }

    [Fact]
    public void PairingNeedsNoReference()
    {
        var verdict = QuoteVerifier.VerifyQuote(boot.Challenge, boot.Evidence, boot.Pairing);
        Assert.True(verdict.Trusted, Words(verdict));
        Assert.DoesNotContain(verdict.Checks, c => c.Name == CheckNames.Firmware);
    }

    [Fact]
    public void EveryChangedByteOfTheQuoteFails()
    {
        for (var i = 0; i < boot.Evidence.Quote.Length; i++)
        {
            var verdict = boot.Verify(boot.Evidence with { Quote = Flip(boot.Evidence.Quote, i) });
            Assert.Contains(verdict.Failed, c => c.Name is CheckNames.Signature or CheckNames.QuoteFormat);
            Assert.Null(verdict.Clock);
        }
    }

    [Fact]
    public void EveryChangedByteOfTheKeyFails()
    {
        for (var i = 0; i < boot.Evidence.AttestationKey.Length; i++)
        {
            var verdict = boot.Verify(boot.Evidence with { AttestationKey = Flip(boot.Evidence.AttestationKey, i) });
            Assert.Equal([CheckNames.AttestationKey], verdict.Failed.Select(c => c.Name));
        }
    }

    [Fact]
    public void EveryChangedByteOfTheLogFails()
    {
        for (var i = 0; i < boot.Evidence.EventLog.Length; i++)
        {
            var verdict = boot.Verify(boot.Evidence with { EventLog = Flip(boot.Evidence.EventLog, i) });
            Assert.False(verdict.Trusted, $"byte {i}");

            // Who has the quote on his side still knows the board, so that a wrong log does not stop the clock.
            Assert.NotNull(verdict.Clock);
        }
    }

    [Fact]
    public void EveryTruncationFails()
    {
        for (var i = 0; i < boot.Evidence.EventLog.Length; i++)
        {
            var verdict = boot.Verify(boot.Evidence with { EventLog = boot.Evidence.EventLog[..i] });
            Assert.False(verdict.Trusted, $"log of {i} bytes");
        }

        for (var i = 0; i < boot.Evidence.Quote.Length; i++)
        {
            var verdict = boot.Verify(boot.Evidence with { Quote = boot.Evidence.Quote[..i] });
            Assert.Contains(verdict.Failed, c => c.Name == CheckNames.QuoteFormat);
        }

        for (var i = 0; i < boot.Evidence.AttestationKey.Length; i++)
        {
            var key = boot.Evidence.AttestationKey[..i];
            Assert.Contains(boot.Verify(boot.Evidence with { AttestationKey = key }).Failed, c => c.Name == CheckNames.AttestationKey);
            Assert.False(Pairing.TryCreate(key, out _, out _));
        }
    }

    [Fact]
    public void EveryChangedPcrFails()
    {
        foreach (var (bank, pcr, value) in boot.Evidence.Pcrs.All.ToList())
        {
            var pcrs = Copy(boot.Evidence.Pcrs);
            pcrs[bank, pcr] = Flip(value, 7);
            var failed = boot.Verify(boot.Evidence with { Pcrs = pcrs }).Failed.ToList();
            Assert.Equal(bank == TpmAlgId.Sha256, failed.Any(c => c.Name == CheckNames.PcrDigest));
            var replay = Assert.Single(failed, c => c.Name == CheckNames.LogReplay);
            Assert.Contains($"PCR {pcr} ({Hash.Name(bank)})", replay.Words);
        }

        Assert.Contains(boot.Verify(boot.Evidence with { Pcrs = new PcrValues() }).Failed, c => c.Name == CheckNames.PcrDigest);
    }

    [Fact]
    public void AnOldQuoteFailsByItsNonce()
    {
        var verdict = QuoteVerifier.Verify(Challenge.Create(), boot.Evidence, boot.Pairing, boot.Reference);
        Assert.Equal([CheckNames.Nonce], verdict.Failed.Select(c => c.Name));
    }

    [Fact]
    public void AnotherSelectionFails()
    {
        foreach (var pcrs in new[] { 1u, 3u, 15u, 6u, 1u << 23 })
        {
            var other = new Challenge(boot.Challenge.Nonce, [new(TpmAlgId.Sha256, pcrs)]);
            var verdict = boot.Verify(boot.Evidence with { Quote = boot.Board.Answer(other).Quote });
            Assert.Contains(verdict.Failed, c => c.Name == CheckNames.Selection);
        }
    }

    [Fact]
    public void AnotherConfigurationIsNamed()
    {
        using var build = new TestBuild(TestBuild.DefaultConfig.Replace("test-board\n", "test-board\n. changed\n"));
        Failed(build.Reference, CheckNames.Configuration, "init.hid on the board has sha256");
    }

    // Its own stanza, and those of the subsystems that it is in.
    [Theory]
    [InlineData("ram: 4K", "ram: 8K", "component:uart_log", "line 1 of it is \"+ start uart_log | binary: uart_log | ram: 4K\"")]
    [InlineData("any-service", "service Tpm", "component:uart_log", "line 2 of it is")]
    [InlineData("subsystem", "SUBSYSTEM", "component:sub component:sub/worker", "line 4 of it is \"+ start worker")]
    public void AnotherStanzaIsNamed(string text, string changed, string components, string words)
    {
        using var build = new TestBuild(TestBuild.DefaultConfig.Replace(text, changed));
        var failed = Judge(build.Reference).ToList();
        Assert.Equal(
            [CheckNames.Configuration, .. components.Split(' '), CheckNames.PcrReference], failed.Select(c => c.Name));
        Assert.Contains("its stanza in init.hid differs", failed[1].Words);
        Assert.Contains(words, failed[1].Words);
        Assert.Contains(changed, failed[1].Words);
        Assert.DoesNotContain("its code", failed[1].Words);
    }

    [Fact]
    public void AnotherComponentsCodeIsNamed()
    {
        var r = boot.Reference;
        var components = r.Components.Select(c => c.Name == "sub" ? c with { Code = Flip(c.Code, 31) } : c);
        var code = Convert.ToHexStringLower(TestBuild.CodeOf("init"));
        Failed(With(r, components), "component:sub", $"its code has sha256 {code}, the reference says");
    }

    [Fact]
    public void AComponentTooManyOrTooFewIsNamed()
    {
        var r = boot.Reference;
        var one = r.Components[0];
        var more = Judge(With(r, [.. r.Components, one with { Name = "more" }])).ToList();
        Assert.Equal(["component:more", CheckNames.Events, CheckNames.PcrReference], more.Select(c => c.Name));
        Assert.Contains("the log has 0 events of the component more in PCR 2", more[0].Words);
        Assert.Contains("event 8 is EV_SEPARATOR in PCR 0, the reference has the component more in PCR 2", more[1].Words);

        var fewer = Judge(With(r, r.Components.Skip(1))).ToList();
        Assert.Equal([CheckNames.Events, CheckNames.PcrReference], fewer.Select(c => c.Name));
        Assert.Contains("event 5 is the component uart_log in PCR 2, the reference has the component sub", fewer[0].Words);

        // In another order, each is as it should be.
        var order = Judge(With(r, r.Components.Reverse())).ToList();
        Assert.Equal([CheckNames.Events, CheckNames.PcrReference], order.Select(c => c.Name));
    }

    [Fact]
    public void AnotherImageVersionOrBoardIsNamed()
    {
        var r = boot.Reference;
        byte[] id = Convert.FromHexString(r.BuildId);
        var digests = ReferenceManifest.Banks.ToDictionary(b => b, b => Hash.Of(b, [1]));
        Failed(new(r.Board, r.Version, id, digests, r.Config, r.Components), CheckNames.Firmware, "firmware.bin on the board has sha256");
        Failed(new(r.Board, "1.2.4", id, r.Image, r.Config, r.Components), CheckNames.Version, "\"version 1.2.3, build");
        Failed(new(r.Board, r.Version, Flip(id, 0), r.Image, r.Config, r.Components), CheckNames.Version, "\"version 1.2.3, build");
        Failed(
            new("other", r.Version, id, r.Image, r.Config, r.Components), CheckNames.Board,
            "says \"test-board\", the reference says \"other\"");
    }

    [Fact]
    public void ACondemnedBootIsNamed()
    {
        using var build = new TestBuild();
        using var board = new TestBoard(build);
        Assert.Equal(MeasuredBootState.Measured, board.Boot());
        Assert.Equal(MeasuredBootState.TpmNotReset, board.Boot());
        var evidence = board.Answer(boot.Challenge);
        Assert.True(Pairing.TryCreate(evidence.AttestationKey, out var pairing, out _));
        var verdict = QuoteVerifier.Verify(boot.Challenge, evidence, pairing, build.Reference);
        Assert.Contains("did not come to its end", verdict.Failed.Single(c => c.Name == CheckNames.Separators).Words);
        Assert.Contains(verdict.Failed, c => c.Name == CheckNames.LogReplay);
        Assert.Contains(verdict.Failed, c => c.Name == CheckNames.PcrReference);
    }

    [Fact]
    public void ABootAfterAPowerCutIsTrusted()
    {
        using var build = new TestBuild();
        using var board = new TestBoard(build);
        Assert.Equal(MeasuredBootState.Measured, board.Boot());
        var first = board.Answer(boot.Challenge);
        Assert.True(Pairing.TryCreate(first.AttestationKey, out var pairing, out _));
        pairing = pairing.After(QuoteVerifier.VerifyQuote(boot.Challenge, first, pairing));
        Assert.True(pairing.LastClock!.Safe);

        board.Tpm.PowerCycle();
        Assert.Equal(MeasuredBootState.Measured, board.Boot());
        var verdict = QuoteVerifier.Verify(boot.Challenge, board.Answer(boot.Challenge), pairing, build.Reference);
        Assert.True(verdict.Trusted, Words(verdict));
        Assert.False(verdict.Clock!.Safe);
        Assert.Equal(pairing.LastClock.ResetCount + 1, verdict.Clock.ResetCount);
    }

    [Fact]
    public void WhatTheBoardSaysCannotWriteToTheTerminal()
    {
        // The board's name is in the log's event data, which no signature covers by itself.
        var log = Encoding.Latin1.GetString(boot.Evidence.EventLog).Replace("test-board", "\u001B[2Jboard!");
        var verdict = boot.Verify(boot.Evidence with { EventLog = Encoding.Latin1.GetBytes(log) });
        Assert.False(verdict.Trusted);
        Assert.DoesNotContain(verdict.Checks, c => c.Words.Any(char.IsControl));
    }

    private IEnumerable<Check> Judge(ReferenceManifest reference) =>
        QuoteVerifier.Verify(boot.Challenge, boot.Evidence, boot.Pairing, reference).Failed;

    private void Failed(ReferenceManifest reference, string check, string words)
    {
        var failed = Judge(reference).ToList();
        Assert.Equal([check, CheckNames.PcrReference], failed.Select(c => c.Name));
        Assert.Contains(words, failed[0].Words);
    }

    private static ReferenceManifest With(ReferenceManifest r, IEnumerable<ComponentEvent> components) =>
        new(r.Board, r.Version, Convert.FromHexString(r.BuildId), r.Image, r.Config, [.. components]);

    private static byte[] Flip(byte[] bytes, int index)
    {
        var changed = (byte[])bytes.Clone();
        changed[index] ^= 1;
        return changed;
    }

    private static PcrValues Copy(PcrValues values)
    {
        var copy = new PcrValues();
        foreach (var (bank, pcr, value) in values.All)
        {
            copy[bank, pcr] = value;
        }

        return copy;
    }

    private static string Words(Verdict verdict) => string.Join('\n', verdict.Failed.Select(c => $"{c.Name}: {c.Words}"));
}
