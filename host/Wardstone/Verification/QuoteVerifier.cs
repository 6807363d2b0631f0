// SPDX-License-Identifier: MIT
// Judges what a board sent, with no side effects: it asks nobody, keeps nothing, and never throws for what a board can send.
// QuoteChecks and LogChecks hold the checks themselves; what must hold is that a check which cannot be made has failed.

using Wardstone.Reference;

namespace Wardstone.Verification;

/// <summary>Judges what a board sent.</summary>
public static class QuoteVerifier
{
    /// <summary>Judges everything: key, quote, PCRs, log, and whether the log is that of a genuine boot.</summary>
    public static Verdict Verify(Challenge challenge, Evidence evidence, Pairing pairing, ReferenceManifest reference)
    {
        var checks = new CheckList();
        var quote = QuoteChecks.Run(checks, challenge, evidence, pairing);
        var log = LogChecks.Run(checks, challenge, evidence, quote);
        ReferenceChecks.Run(checks, challenge, evidence, quote, log, reference);
        return new Verdict(checks.Done, quote?.Clock);
    }

    /// <summary>Judges only that the paired TPM quoted these PCRs now, and that the log explains them: for pairing.</summary>
    /// <remarks>It says nothing of what booted.</remarks>
    public static Verdict VerifyQuote(Challenge challenge, Evidence evidence, Pairing pairing)
    {
        var checks = new CheckList();
        var quote = QuoteChecks.Run(checks, challenge, evidence, pairing);
        _ = LogChecks.Run(checks, challenge, evidence, quote);
        return new Verdict(checks.Done, quote?.Clock);
    }
}

/// <summary>Checks as they are made.</summary>
internal sealed class CheckList
{
    private readonly List<Check> _checks = [];

    public IReadOnlyList<Check> Done => _checks;

    public bool Passed(string name) => _checks.Any(c => c.Name == name && c.Passed);

    public bool Add(string name, bool passed, string words)
    {
        _checks.Add(new Check(name, passed, words));
        return passed;
    }

    public bool Add(string name, bool passed, string words, string otherwise) => Add(name, passed, passed ? words : otherwise);

    /// <summary>Fails checks that cannot be made.</summary>
    public void NotMade(string reason, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            Add(name, false, $"not checked: {reason}");
        }
    }
}
