// SPDX-License-Identifier: MIT
// The checks of a quote: who signed it, that it is a quote, that it is the answer to this challenge, and that it is later
// than the last one. What the PCRs mean is not judged here.
// A field is looked at only for its own check; until the signature has passed, all of them are somebody's bytes.

using System.Security.Cryptography;
using Wardstone.Log;
using Wardstone.Tpm;

namespace Wardstone.Verification;

/// <summary>What the later checks need of a quote.</summary>
/// <param name="PcrDigest">What the quote says; it is the TPM's word only if the other checks passed.</param>
/// <param name="Clock">Null unless the quote is authentic and continuous.</param>
internal sealed record QuoteResult(byte[] PcrDigest, TpmClock? Clock);

internal static class QuoteChecks
{
    private const int MaxSelections = 8;

    /// <returns>Null if there is no quote to go on with.</returns>
    public static QuoteResult? Run(CheckList checks, Challenge challenge, Evidence evidence, Pairing pairing)
    {
        using var key = CheckKey(checks, evidence, pairing);
        if (!TrySplit(evidence.Quote, out var attest, out var signature))
        {
            checks.Add(CheckNames.QuoteFormat, false, "the quote ends early, or its signature is no ECDSA signature");
            checks.NotMade(
                "there is no quote", CheckNames.Signature, CheckNames.Magic, CheckNames.Type, CheckNames.Signer, CheckNames.Nonce,
                CheckNames.Selection, CheckNames.PcrDigest, CheckNames.ClockSafe, CheckNames.Continuity, CheckNames.TpmFirmware);
            return null;
        }

        var selection = new TpmlPcrSelection(MaxSelections);
        var body = TpmsAttest.Read(attest, selection, out var quote);
        var header = new TpmReader(attest);
        var magic = header.U32();
        var type = (TpmSt)header.U16();
        var isQuote = magic == TpmsAttest.Generated && type == TpmSt.AttestQuote;
        checks.Add(
            CheckNames.QuoteFormat, body == TpmRc.Success || !isQuote, $"{attest.Length} bytes",
            $"the quote's fields do not fit its length ({body})");
        CheckSignature(checks, key, attest, signature);
        checks.Add(
            CheckNames.Magic, magic == TpmsAttest.Generated, "made inside a TPM", $"it begins with {magic:x8}: a TPM did not make it");
        checks.Add(CheckNames.Type, type == TpmSt.AttestQuote, "a quote", $"its type is {(ushort)type:x4}, which is no quote");
        if (body != TpmRc.Success)
        {
            checks.NotMade(
                "the quote cannot be read", CheckNames.Signer, CheckNames.Nonce, CheckNames.Selection, CheckNames.PcrDigest,
                CheckNames.ClockSafe, CheckNames.Continuity, CheckNames.TpmFirmware);
            return null;
        }

        CheckContent(checks, challenge, evidence, pairing, quote, selection);
        var info = quote.ClockInfo;
        var clock = new TpmClock(info.Clock, info.ResetCount, info.RestartCount, info.Safe, quote.FirmwareVersion);
        checks.Add(CheckNames.ClockSafe, pairing.ExplainsClock(clock, out var words), words);
        checks.Add(CheckNames.Continuity, pairing.Continues(clock, out words), words);
        var firmware = pairing.LastClock?.FirmwareVersion ?? clock.FirmwareVersion;
        checks.Add(
            CheckNames.TpmFirmware, clock.FirmwareVersion == firmware, $"{firmware:x16}",
            $"the TPM's firmware is {clock.FirmwareVersion:x16}, but was {firmware:x16}: pair again if it was updated");
        return new QuoteResult(quote.PcrDigest.ToArray(), checks.Done.All(c => c.Passed) ? clock : null);
    }

    private static ECDsa? CheckKey(CheckList checks, Evidence evidence, Pairing pairing)
    {
        if (!AttestationPublic.TryRead(pairing.AttestationKey, out var key, out var reason))
        {
            checks.Add(CheckNames.AttestationKey, false, $"the pinned key is no attestation key: {reason}");
        }
        else if (!evidence.AttestationKey.AsSpan().SequenceEqual(pairing.AttestationKey))
        {
            var offered = Pairing.TryCreate(evidence.AttestationKey, out var other, out reason)
                ? $"has the key {other.Fingerprint}"
                : $"offers what is no attestation key ({reason})";
            checks.Add(CheckNames.AttestationKey, false, $"the board {offered}, but was paired with {pairing.Fingerprint}");
        }
        else
        {
            checks.Add(CheckNames.AttestationKey, true, pairing.Fingerprint);
        }

        return key;
    }

    // TPM2B_ATTEST, then TPMT_SIGNATURE to the end.
    private static bool TrySplit(byte[] bytes, out SpanByte attest, out TpmtSignature signature)
    {
        var reader = new TpmReader(bytes);
        attest = reader.Sized();
        return TpmtSignature.Read(reader.Bytes(reader.Left), out signature) == TpmRc.Success && attest.Length > 0;
    }

    private static void CheckSignature(CheckList checks, ECDsa? key, SpanByte attest, TpmtSignature signature)
    {
        if (key is null)
        {
            checks.NotMade("there is no key to check it with", CheckNames.Signature);
            return;
        }

        // .NET takes r and s at their full size, one after the other (IEEE P1363), which is its default.
        var good = signature.Hash == TpmAlgId.Sha256
            && AttestationPublic.Padded(signature.R) is { } r
            && AttestationPublic.Padded(signature.S) is { } s
            && key.VerifyData(attest.ToArray(), (byte[])[.. r, .. s], HashAlgorithmName.SHA256);
        checks.Add(CheckNames.Signature, good, "by the pinned key", "the pinned key did not sign this quote");
    }

    private static void CheckContent(
        CheckList checks, Challenge challenge, Evidence evidence, Pairing pairing, TpmsAttest quote, TpmlPcrSelection selection)
    {
        var signer = AttestationPublic.QualifiedNameOf(pairing.AttestationKey, AttestationKey.Hierarchy);
        checks.Add(
            CheckNames.Signer, quote.QualifiedSigner.ToArray().AsSpan().SequenceEqual(signer), "a primary key of the endorsement hierarchy",
            "the signer's qualified name is not that of the pinned key in the endorsement hierarchy");
        checks.Add(
            CheckNames.Nonce, quote.ExtraData.ToArray().AsSpan().SequenceEqual(challenge.Nonce), $"{challenge.Nonce.Length} bytes, as sent",
            $"the quote answers {Words.Hex(quote.ExtraData.ToArray())}, not {Words.Hex(challenge.Nonce)}: it may be an old one");
        var banks = Enumerable.Range(0, selection.Count);
        PcrSelection[] quoted = [.. banks.Select(i => new PcrSelection(selection.HashAt(i), selection.PcrsAt(i)))];
        var exact = quoted.SequenceEqual(challenge.Selection);
        checks.Add(
            CheckNames.Selection, exact, Words.Of(challenge.Selection),
            $"the quote covers {Words.Of(quoted)}, asked was {Words.Of(challenge.Selection)}");
        if (!exact)
        {
            checks.NotMade("other PCRs were quoted", CheckNames.PcrDigest);
            return;
        }

        var digest = evidence.Pcrs.QuoteDigest(challenge.Selection);
        checks.Add(
            CheckNames.PcrDigest, digest is not null && digest.AsSpan().SequenceEqual(quote.PcrDigest.ToArray()),
            "the reported PCRs are the quoted ones",
            digest is null ? "the board does not report all quoted PCRs" : "the PCRs that the board reports are not the quoted ones");
    }
}
