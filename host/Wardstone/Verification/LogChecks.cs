// SPDX-License-Identifier: MIT
// The checks of the event log itself: that it is well formed, and that it explains the quoted PCRs.
// Whether it tells of a genuine boot is for ReferenceChecks.

using Wardstone.Log;
using Wardstone.MeasuredBoot;
using Wardstone.Tpm;

namespace Wardstone.Verification;

internal static class LogChecks
{
    /// <returns>The log, if there is one; whether it is true is another question.</returns>
    public static TcgEventLog? Run(CheckList checks, Challenge challenge, Evidence evidence, QuoteResult? quote)
    {
        if (!TcgEventLog.TryRead(evidence.EventLog, out var log, out var reason))
        {
            checks.Add(CheckNames.LogFormat, false, $"the event log is malformed: {reason}");
            checks.NotMade("there is no event log", CheckNames.LogReplay);
            return null;
        }

        var banks = string.Join(" and ", log.Banks.Select(Hash.Name));
        checks.Add(CheckNames.LogFormat, true, $"{log.Events.Count} events, {evidence.EventLog.Length} bytes, {banks}");
        CheckReplay(checks, challenge, evidence, quote, log);
        return log;
    }

    private static void CheckReplay(CheckList checks, Challenge challenge, Evidence evidence, QuoteResult? quote, TcgEventLog log)
    {
        var replay = log.Replay();
        var differences = Differences(replay, evidence.Pcrs, log.Banks);
        if (quote is null)
        {
            checks.NotMade("there is no quote", CheckNames.LogReplay);
        }
        else if (replay.QuoteDigest(challenge.Selection) is not { } digest)
        {
            checks.Add(CheckNames.LogReplay, false, "the log says nothing of some of the quoted PCRs");
        }
        else if (!digest.AsSpan().SequenceEqual(quote.PcrDigest))
        {
            var which = differences is null ? "" : $": {differences}";
            checks.Add(CheckNames.LogReplay, false, $"the log does not replay to the quoted PCRs{which}");
        }
        else
        {
            // What was not quoted is unsigned; that it contradicts the log is still worth saying.
            checks.Add(
                CheckNames.LogReplay, differences is null, "the log replays to the quoted PCRs",
                $"the log does not replay to the reported PCRs: {differences}");
        }
    }

    private static string? Differences(PcrValues replay, PcrValues reported, IEnumerable<TpmAlgId> banks)
    {
        var differences = reported.All
            .Where(v => banks.Contains(v.Bank) && v.Pcr < PcrPlan.PcrCount)
            .Where(v => !v.Value.AsSpan().SequenceEqual(replay[v.Bank, v.Pcr]))
            .Select(v => $"{Words.Of(v.Bank, v.Pcr)} is {Words.Short(v.Value)}, the log gives {Words.Short(replay[v.Bank, v.Pcr])}")
            .ToList();
        return differences.Count == 0 ? null : string.Join("; ", differences);
    }
}
