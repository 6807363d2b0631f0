// SPDX-License-Identifier: MIT
// The checks against the reference: every event is the reference's in type, digests and data, there is no other, and the
// quoted PCRs are the reference's. The PCRs alone would prove it; the events say in words what differs.

using Wardstone.Log;
using Wardstone.MeasuredBoot;
using Wardstone.Reference;
using Wardstone.Tpm;

namespace Wardstone.Verification;

internal static class ReferenceChecks
{
    public static void Run(
        CheckList checks, Challenge challenge, Evidence evidence, QuoteResult? quote, TcgEventLog? log, ReferenceManifest reference)
    {
        if (log is null)
        {
            checks.NotMade("there is no event log", [.. reference.Events.Select(e => e.Check).Distinct(), CheckNames.Events]);
        }
        else
        {
            foreach (var events in reference.Events.GroupBy(e => e.Check))
            {
                var problem = events.Select(e => Problem(e, log)).FirstOrDefault(p => p is not null);
                checks.Add(events.Key, problem is null, EventWords.Of(events.First()), problem ?? "");
            }

            var surplus = Surplus(log, reference);
            checks.Add(CheckNames.Events, surplus is null, $"these {reference.Events.Count} events and no other", surplus ?? "");
        }

        CheckPcrs(checks, challenge, evidence, quote, reference);
    }

    private static void CheckPcrs(CheckList checks, Challenge challenge, Evidence evidence, QuoteResult? quote, ReferenceManifest reference)
    {
        if (quote is null || reference.Pcrs.QuoteDigest(challenge.Selection) is not { } expected)
        {
            checks.NotMade(quote is null ? "there is no quote" : "the reference lacks PCRs that were quoted", CheckNames.PcrReference);
            return;
        }

        var differences = evidence.Pcrs.All
            .Where(v => reference.Pcrs[v.Bank, v.Pcr] is { } value && !value.AsSpan().SequenceEqual(v.Value))
            .Select(v => $"{Words.Of(v.Bank, v.Pcr)} is {Words.Short(v.Value)}, "
                + $"the reference gives {Words.Short(reference.Pcrs[v.Bank, v.Pcr])}")
            .ToList();
        checks.Add(
            CheckNames.PcrReference, expected.AsSpan().SequenceEqual(quote.PcrDigest) && differences.Count == 0,
            "the PCRs are what the build output gives",
            differences.Count == 0 ? "the quoted PCRs are not the reference's" : string.Join("; ", differences));
    }

    private static string Place(ReferenceEvent e) => EventWords.Place(e.Pcr, e.Type, e.Data);

    private static string? Problem(ReferenceEvent expected, TcgEventLog log)
    {
        var place = Place(expected);
        var found = log.Events.Where(e => EventWords.Place(e.Pcr, e.Type, e.Data) == place).ToList();
        if (found.Count != 1)
        {
            return $"the log has {found.Count} events of {place} instead of one";
        }

        var differs = log.Banks.Any(b => !found[0].Digests[b].AsSpan().SequenceEqual(expected.Digests.GetValueOrDefault(b)));
        return differs || !found[0].Data.AsSpan().SequenceEqual(expected.Data) ? EventWords.Difference(found[0], expected) : null;
    }

    // The first event that stands where the reference has another one, or none.
    private static string? Surplus(TcgEventLog log, ReferenceManifest reference)
    {
        if (log.Banks.FirstOrDefault(b => reference.Events.Any(e => !e.Digests.ContainsKey(b))) is var bank && bank != default)
        {
            return $"the log has a bank {Hash.Name(bank)}, which no board writes";
        }

        for (var i = 0; i < Math.Max(log.Events.Count, reference.Events.Count); i++)
        {
            var has = i < log.Events.Count ? EventWords.Place(log.Events[i].Pcr, log.Events[i].Type, log.Events[i].Data) : "nothing";
            var wants = i < reference.Events.Count ? Place(reference.Events[i]) : "nothing";
            if (has != wants)
            {
                return $"event {i + 1} is {has}, the reference has {wants}";
            }
        }

        return null;
    }
}
