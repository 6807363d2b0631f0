// SPDX-License-Identifier: MIT
// What a verification came to: a list of named checks, each with words that a person understands.

namespace Wardstone.Verification;

/// <summary>One check.</summary>
/// <param name="Name">Lower case with hyphens, by <see cref="CheckNames"/>: for programs and for --json.</param>
/// <param name="Passed">Whether it holds.</param>
/// <param name="Words">What was found, or what differs from what; without a full stop.</param>
public sealed record Check(string Name, bool Passed, string Words);

/// <summary>The names of all checks, in the order in which a verdict lists them.</summary>
public static class CheckNames
{
    /// <summary>The key is an attestation key by its public area, and the one that the board was paired with.</summary>
    public const string AttestationKey = "attestation-key";

    /// <summary>The quote and its signature have the structure of Part 2, sections 10.12.12 and 11.3.4.</summary>
    public const string QuoteFormat = "quote-format";

    /// <summary>The pinned key made the signature over exactly these bytes.</summary>
    public const string Signature = "signature";

    /// <summary>A TPM made the structure: TPM_GENERATED_VALUE, which a restricted key does not sign from outside.</summary>
    public const string Magic = "magic";

    /// <summary>It is a quote, not another attestation.</summary>
    public const string Type = "type";

    /// <summary>The signer is a primary key of the endorsement hierarchy.</summary>
    public const string Signer = "signer";

    /// <summary>It answers this challenge.</summary>
    public const string Nonce = "nonce";

    /// <summary>It covers exactly the PCRs that were asked for.</summary>
    public const string Selection = "selection";

    /// <summary>The PCR values that the board reports are the quoted ones.</summary>
    public const string PcrDigest = "pcr-digest";

    /// <summary>The TPM's clock cannot have gone back, or a reset that was counted explains it.</summary>
    public const string ClockSafe = "clock-safe";

    /// <summary>The counters of resets and the clock go on from where they were seen last.</summary>
    public const string Continuity = "continuity";

    /// <summary>The TPM runs the firmware that it had when it was paired.</summary>
    public const string TpmFirmware = "tpm-firmware";

    /// <summary>The event log is well formed.</summary>
    public const string LogFormat = "log-format";

    /// <summary>The event log replays to the quoted PCRs.</summary>
    public const string LogReplay = "log-replay";

    /// <summary>Version and build id are the reference's.</summary>
    public const string Version = "version";

    /// <summary>The image is the reference's.</summary>
    public const string Firmware = "firmware";

    /// <summary>The board's name is the reference's.</summary>
    public const string Board = "board";

    /// <summary>The configuration is the reference's.</summary>
    public const string Configuration = "configuration";

    /// <summary>With a component's name behind it: its code and its stanza are the reference's.</summary>
    public const string Component = "component:";

    /// <summary>Every PCR of the plan was closed without an error.</summary>
    public const string Separators = "separators";

    /// <summary>The log has these events in this order, and no other.</summary>
    public const string Events = "events";

    /// <summary>The PCRs are what the reference computes.</summary>
    public const string PcrReference = "pcr-reference";
}

/// <summary>All checks of one verification.</summary>
/// <param name="Checks">In the order of <see cref="CheckNames"/>.</param>
/// <param name="Clock">The TPM's clock where the quote is authentic and goes on from the last one; else null.</param>
public sealed record Verdict(IReadOnlyList<Check> Checks, TpmClock? Clock)
{
    /// <summary>Whether every check passed.</summary>
    public bool Trusted => Checks.Count > 0 && Checks.All(c => c.Passed);

    /// <summary>The checks that failed.</summary>
    public IEnumerable<Check> Failed => Checks.Where(c => !c.Passed);
}
