// SPDX-License-Identifier: MIT
// Each field of a quote wrong by itself, under a good signature of the pinned key: exactly the check for that field fails.

using Wardstone.Log;
using Wardstone.MeasuredBoot;
using Wardstone.Tpm;
using Wardstone.Verification;

namespace Wardstone.Tests.Host.Verification;

public sealed class ForgedQuoteTests : IClassFixture<GenuineBoot>, IDisposable
{
    private static readonly PcrSelection[] Plan = [new(TpmAlgId.Sha256, PcrPlan.Pcrs)];

    private readonly GenuineBoot _boot;
    private readonly Forger _forger = new();

    public ForgedQuoteTests(GenuineBoot boot)
    {
        _boot = boot;
    }

    public void Dispose() => _forger.Dispose();

    [Fact]
    public void AForgedQuoteWithNothingWrongPasses() => Assert.Empty(Failed());

    [Fact]
    public void EachWrongFieldFailsItsOwnCheck()
    {
        _forger.Hierarchy = (uint)TpmRh.Owner;
        Assert.Equal([CheckNames.Signer], Failed());
        _forger.Hierarchy = (uint)TpmRh.Endorsement;
        Assert.Equal([CheckNames.Nonce], Failed(nonce: [1, 2, 3]));
        Assert.Equal([CheckNames.Nonce], Failed(nonce: []));
        Assert.Equal([CheckNames.Nonce], Failed(nonce: [.. _boot.Challenge.Nonce, 0]));
        Assert.Equal([CheckNames.PcrDigest, CheckNames.LogReplay, CheckNames.PcrReference], Failed(digest: new byte[32]));
        Assert.Equal([CheckNames.PcrDigest, CheckNames.LogReplay, CheckNames.PcrReference], Failed(digest: []));
        _forger.Clock = _forger.Clock with { Safe = false };
        Assert.Equal([CheckNames.ClockSafe], Failed());
    }

    [Fact]
    public void WhatIsNoQuoteFailsMagicOrType()
    {
        _forger.Magic = 0xFF544348;
        Assert.Contains(CheckNames.Magic, Failed());
        Assert.DoesNotContain(CheckNames.Type, Failed());
        _forger.Magic = TpmsAttest.Generated;
        foreach (var type in new ushort[] { 0x8014, 0x8017, 0x8019, 0x801A, 0 })
        {
            _forger.Type = type;
            Assert.Contains(CheckNames.Type, Failed());
        }
    }

    [Fact]
    public void ASelectionThatIsNotExactlyTheAskedOneFails()
    {
        PcrSelection[][] others =
        [
            [],
            [new(TpmAlgId.Sha256, 1)],
            [new(TpmAlgId.Sha256, 15)],
            [new(TpmAlgId.Sha384, PcrPlan.Pcrs)],
            [new(TpmAlgId.Sha256, PcrPlan.Pcrs), new(TpmAlgId.Sha256, 0)],
            [new(TpmAlgId.Sha256, 1), new(TpmAlgId.Sha256, 6)],
        ];
        foreach (var other in others)
        {
            Assert.Equal([CheckNames.Selection, CheckNames.PcrDigest], Failed(selection: other));
        }
    }

    [Fact]
    public void AnUnreadableQuoteUnderAGoodSignatureFailsByItsFormat()
    {
        _forger.Safe = 2;
        Assert.Contains(CheckNames.QuoteFormat, Failed());
        foreach (var attest in new byte[][] { [0], [0xFF, 0x54, 0x43, 0x47, 0x80, 0x18], [0xFF, 0x54, 0x43, 0x47, 0x80, 0x18, 0xFF, 0xFF] })
        {
            var evidence = _boot.Evidence with { AttestationKey = _forger.Key, Quote = _forger.Sign(attest) };
            var verdict = QuoteVerifier.Verify(_boot.Challenge, evidence, new Pairing(_forger.Key, null), _boot.Reference);
            Assert.False(verdict.Trusted);
            Assert.Null(verdict.Clock);
        }
    }

    [Fact]
    public void AnUnusualKeyIsNoAttestationKey()
    {
        for (var bit = 0; bit < 32; bit++)
        {
            _forger.Attributes = AttestationKey.Attributes ^ (TpmaObject)(1u << bit);
            Refused("attribute");
        }

        _forger.Attributes = AttestationKey.Attributes;
        _forger.NameAlg = TpmAlgId.Sha1;
        Refused("name algorithm");
        _forger.NameAlg = TpmAlgId.Sha256;
        _forger.SchemeHash = TpmAlgId.Sha1;
        Refused("scheme");
        _forger.SchemeHash = TpmAlgId.Sha256;
        _forger.Curve = TpmEccCurve.NistP384;
        Refused("curve");
        _forger.Curve = TpmEccCurve.NistP256;
        _forger.AuthPolicy = [1];
        Refused("policy");
        _forger.AuthPolicy = [];
        _forger.OffTheCurve = true;
        Refused("not on the curve");
    }

    // Last seen: clock 1000 ms, 5 resets, 2 restarts, firmware 7.
    [Theory]
    [InlineData(true, 1000, 5, 2, true, 7, null)]
    [InlineData(true, 1001, 5, 2, true, 7, null)]
    [InlineData(true, 1001, 5, 3, true, 7, null)]
    [InlineData(true, 1001, 6, 0, true, 7, null)]
    [InlineData(true, 999, 5, 2, true, 7, CheckNames.Continuity)]
    [InlineData(true, 999, 6, 0, true, 7, CheckNames.Continuity)]
    [InlineData(true, 1001, 4, 9, true, 7, CheckNames.Continuity)]
    [InlineData(true, 1001, 5, 1, true, 7, CheckNames.Continuity)]
    [InlineData(true, 1001, 5, 2, true, 8, CheckNames.TpmFirmware)]
    [InlineData(true, 1001, 5, 2, false, 7, CheckNames.ClockSafe)]
    [InlineData(true, 999, 6, 0, false, 7, null)]
    [InlineData(false, 1001, 5, 2, false, 7, null)]
    [InlineData(false, 1001, 5, 2, true, 7, null)]
    [InlineData(false, 999, 5, 2, false, 7, CheckNames.Continuity)]
    public void TheClockGoesOnFromWhereItWas(
        bool wasSafe, ulong clockMs, uint resets, uint restarts, bool safe, ulong firmware, string? check)
    {
        _forger.Clock = new TpmClock(clockMs, resets, restarts, safe, firmware);
        var verdict = Verify(_boot.Challenge.Nonce, Plan, null, new TpmClock(1000, 5, 2, wasSafe, 7));
        Assert.Equal(check is null ? [] : [check], verdict.Failed.Select(c => c.Name));
        Assert.Equal(check is null ? _forger.Clock : null, verdict.Clock);
    }

    private void Refused(string words)
    {
        Assert.False(Pairing.TryCreate(_forger.Key, out _, out var reason));
        Assert.Contains(words, reason);
        Assert.Contains(CheckNames.AttestationKey, Failed());
    }

    private string[] Failed(byte[]? nonce = null, PcrSelection[]? selection = null, byte[]? digest = null) =>
        [.. Verify(nonce ?? _boot.Challenge.Nonce, selection ?? Plan, digest, null).Failed.Select(c => c.Name)];

    private Verdict Verify(byte[] nonce, PcrSelection[] selection, byte[]? digest, TpmClock? last)
    {
        var quote = _forger.Quote(nonce, selection, digest ?? _boot.Evidence.Pcrs.QuoteDigest(Plan)!);
        var evidence = _boot.Evidence with { AttestationKey = _forger.Key, Quote = quote };
        return QuoteVerifier.Verify(_boot.Challenge, evidence, new Pairing(_forger.Key, last), _boot.Reference);
    }
}
