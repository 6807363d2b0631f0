// SPDX-License-Identifier: MIT
using Wardstone.Emulation;
using Wardstone.Link;
using Wardstone.Log;
using Wardstone.MeasuredBoot;
using Wardstone.Reference;
using Wardstone.Tpm;
using Wardstone.Verification;

namespace Wardstone.Tests.SystemTests;

/// <summary>What a board says over its link, and what that is worth.</summary>
internal static class Evidences
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(10);

    /// <summary>What a genuine boot of the build output looks like.</summary>
    public static ReferenceManifest Reference { get; } = ReferenceManifest.Load(BootedBoard.Files.Directory);

    /// <summary>Has a board answer a challenge and judges the answer.</summary>
    /// <param name="pairing">Whose key must have signed; that of the board itself if null.</param>
    /// <param name="reference">What it should be; the build output if null.</param>
    public static Verdict Judge(this EmulatedBoard board, Pairing? pairing = null, ReferenceManifest? reference = null)
    {
        var challenge = Challenge.Create();
        var evidence = board.Ask(client => EvidenceReader.Read(client, challenge, default), s_bound);
        return QuoteVerifier.Verify(challenge, evidence, pairing ?? Pair(evidence.AttestationKey), reference ?? Reference);
    }

    /// <summary>Pairs with a board.</summary>
    public static Pairing Pair(this EmulatedBoard board) => Pair(board.Ask(client => client.ReadAttestationKey(), s_bound));

    /// <summary>The PCRs of the plan in both banks, as the board reads them.</summary>
    public static PcrValues Pcrs(this EmulatedBoard board)
    {
        var values = new PcrValues();
        foreach (var bank in ReferenceManifest.Banks)
        {
            var bytes = board.Ask(client => client.ReadPcrs((ushort)bank, PcrPlan.Pcrs), s_bound);
            Assert.True(values.TryAdd(new PcrSelection(bank, PcrPlan.Pcrs), bytes));
        }

        return values;
    }

    private static Pairing Pair(byte[] key)
    {
        Assert.True(Pairing.TryCreate(key, out var pairing, out var reason), reason);
        return pairing;
    }
}
