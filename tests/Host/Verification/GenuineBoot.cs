// SPDX-License-Identifier: MIT
using Wardstone.Log;
using Wardstone.MeasuredBoot;
using Wardstone.Reference;
using Wardstone.Tests.Host.MeasuredBoot;
using Wardstone.Verification;

namespace Wardstone.Tests.Host.Verification;

/// <summary>One genuine boot into a real swtpm, its evidence, and what the host needs to judge it: once for a class of tests.</summary>
public sealed class GenuineBoot : IDisposable
{
    private readonly TestBuild _build = new();

    public GenuineBoot()
    {
        Board = new TestBoard(_build);
        Assert.Equal(MeasuredBootState.Measured, Board.Boot());
        Reference = _build.Reference;
        Evidence = Board.Answer(Challenge);
        Assert.True(Pairing.TryCreate(Evidence.AttestationKey, out var pairing, out var reason), reason);
        Pairing = pairing;
    }

    public TestBoard Board { get; }

    public ReferenceManifest Reference { get; }

    public Challenge Challenge { get; } = Challenge.Create();

    public Evidence Evidence { get; }

    public Pairing Pairing { get; }

    public Verdict Verify(Evidence evidence) => QuoteVerifier.Verify(Challenge, evidence, Pairing, Reference);

    public void Dispose()
    {
        Board.Dispose();
        _build.Dispose();
    }
}
