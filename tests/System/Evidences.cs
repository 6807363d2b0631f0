// SPDX-License-Identifier: MIT
using Wardstone.Emulation;
using Wardstone.Link;
using Wardstone.Log;
using Wardstone.MeasuredBoot;
using Wardstone.Tpm;
using Wardstone.Verification;

namespace Wardstone.Tests.SystemTests;

/// <summary>What a board says, asked over its link.</summary>
internal static class Evidences
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    /// <summary>Everything that a verdict needs, for a challenge of its own.</summary>
    public static (Challenge Challenge, Evidence Evidence) Collect(EmulatedBoard board)
    {
        var challenge = Challenge.Create();
        return (challenge, board.Ask(client => Collect(client, challenge), Bound));
    }

    /// <summary>The PCRs of the plan, as the board reads them, of both banks.</summary>
    public static PcrValues Pcrs(LinkClient client)
    {
        var values = new PcrValues();
        foreach (var bank in new[] { TpmAlgId.Sha256, TpmAlgId.Sha384 })
        {
            Assert.True(values.TryAdd(new PcrSelection(bank, PcrPlan.Pcrs), client.ReadPcrs((ushort)bank, PcrPlan.Pcrs)));
        }

        return values;
    }

    private static Evidence Collect(LinkClient client, Challenge challenge)
    {
        var selection = challenge.Selection.Single();
        var quote = client.Quote(challenge.Nonce, (ushort)selection.Bank, selection.Pcrs);
        return new Evidence(client.ReadAttestationKey(), quote, client.ReadLog().Bytes, Pcrs(client));
    }
}
