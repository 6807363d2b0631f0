// SPDX-License-Identifier: MIT
// What the host keeps of the board it is paired with: its attestation key, and where the TPM's clock was seen last.
// The file is the root of all trust in the board, so who can write it can make any board trusted. It holds no secret.
// Pinning says that it is the same key as on the day of pairing. That this key lives in a TPM is the board's claim until
// enrolment by credential activation exists.

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Wardstone.Tpm;

namespace Wardstone.Verification;

/// <summary>The TPM's clock, its counters (TPMS_CLOCK_INFO, Part 2, section 10.11.1) and its firmware, from an authentic quote.</summary>
/// <param name="ClockMs">Milliseconds for which the TPM has been powered since it was last cleared.</param>
/// <param name="ResetCount">TPM resets since then.</param>
/// <param name="RestartCount">Restarts and resumes since the last reset.</param>
/// <param name="Safe">False from a power cut until the clock has passed every value that it may have had before.</param>
/// <param name="FirmwareVersion">The TPM's own firmware, in the maker's coding.</param>
public sealed record TpmClock(ulong ClockMs, uint ResetCount, uint RestartCount, bool Safe, ulong FirmwareVersion);

/// <summary>A pairing file.</summary>
/// <param name="AttestationKey">The pinned key, a TPM2B_PUBLIC.</param>
/// <param name="LastClock">Where the clock was seen last; null before the first authentic quote.</param>
public sealed record Pairing(byte[] AttestationKey, TpmClock? LastClock)
{
    /// <summary>Version of the file format.</summary>
    public const int Schema = 1;

    private const int MaxFileLength = 64 * 1024;
    private const int FingerprintGroup = 4;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    /// <summary>The key's name: algorithm and digest of its public area (Part 1, section 16).</summary>
    public byte[] Name => AttestationPublic.NameOf(AttestationKey);

    /// <summary>The digest in the key's name in groups of four hexadecimal digits, for people to compare.</summary>
    public string Fingerprint =>
        string.Join(' ', Convert.ToHexStringLower(Name.AsSpan(2)).Chunk(FingerprintGroup).Select(c => new string(c)));

    /// <summary>Makes a pairing with a key that a board reported, if it is an attestation key by what it says of itself.</summary>
    /// <param name="attestationKey">A TPM2B_PUBLIC.</param>
    /// <param name="reason">Why not.</param>
    public static bool TryCreate(
        byte[] attestationKey, [NotNullWhen(true)] out Pairing? pairing, [NotNullWhen(false)] out string? reason)
    {
        pairing = AttestationPublic.TryRead(attestationKey, out _, out reason) ? new Pairing(attestationKey, null) : null;
        return pairing is not null;
    }

    /// <summary>The pairing to be kept after a verification: the clock moves on, if the quote was authentic and continuous.</summary>
    public Pairing After(Verdict verdict) => verdict.Clock is null ? this : this with { LastClock = verdict.Clock };

    /// <summary>Whether a clock can be that of the same TPM, not earlier than the last one.</summary>
    /// <param name="words">What was found.</param>
    public bool Continues(TpmClock now, out string words)
    {
        if (LastClock is not { } last)
        {
            words = $"first seen: clock {now.ClockMs} ms, {now.ResetCount} resets, {now.RestartCount} restarts";
            return true;
        }

        if (now.ResetCount < last.ResetCount)
        {
            words = $"the TPM counts {now.ResetCount} resets, but had counted {last.ResetCount}: it was cleared, exchanged or rolled back";
            return false;
        }

        if (now.ResetCount == last.ResetCount && now.RestartCount < last.RestartCount)
        {
            words = $"without a reset between, the TPM counts {now.RestartCount} restarts, but had counted {last.RestartCount}";
            return false;
        }

        if (now.ClockMs < last.ClockMs && (now.Safe || now.ResetCount == last.ResetCount))
        {
            words = $"the TPM's clock is at {now.ClockMs} ms, but had been at {last.ClockMs} ms";
            return false;
        }

        words = $"clock {now.ClockMs} ms after {last.ClockMs} ms, resets between: {now.ResetCount - last.ResetCount}";
        return true;
    }

    /// <summary>Whether the clock is safe, or a reset that was counted since the last quote explains why it is not.</summary>
    /// <remarks>
    /// A board's power is cut more often than it is shut down, and for a while after that no TPM's clock is safe. The count of
    /// resets, which no loss of power turns back, orders the quotes until then; within one boot the clock does.
    /// </remarks>
    public bool ExplainsClock(TpmClock now, out string words)
    {
        var explained = LastClock is { } last && (now.ResetCount > last.ResetCount || (now.ResetCount == last.ResetCount && !last.Safe));
        words = now.Safe ? "the TPM's clock has not gone back"
            : explained ? "the TPM's power was cut, so its clock may repeat for a while; its count of resets orders this quote"
            : LastClock is null ? "the TPM's power was cut, so its clock may repeat for a while and is nothing to start from: pair later"
            : "the TPM's clock may have gone back, and no reset explains it";
        return now.Safe || explained;
    }

    /// <summary>Reads a pairing file.</summary>
    /// <exception cref="InvalidDataException">It is none; the message says why.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Pairing Load(string path)
    {
        if (new FileInfo(path).Length > MaxFileLength)
        {
            throw new InvalidDataException($"{path}: too long for a pairing");
        }

        FileContent? content;
        byte[] key;
        try
        {
            content = JsonSerializer.Deserialize<FileContent>(File.ReadAllBytes(path), Json);
            key = Convert.FromHexString(content?.AttestationKey ?? "");
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }

        if (content is not { Schema: Schema })
        {
            throw new InvalidDataException($"{path}: not schema {Schema}");
        }

        if (!TryCreate(key, out var pairing, out var reason))
        {
            throw new InvalidDataException($"{path}: {reason}");
        }

        if (content.Name != Convert.ToHexStringLower(pairing.Name) || content.Fingerprint != pairing.Fingerprint)
        {
            throw new InvalidDataException($"{path}: name or fingerprint is not that of the key");
        }

        return pairing with { LastClock = content.LastClock };
    }

    /// <summary>Writes the file whole, or leaves the old one.</summary>
    public void Save(string path)
    {
        var content = new FileContent(
            Schema, Convert.ToHexStringLower(AttestationKey), Convert.ToHexStringLower(Name), Fingerprint, LastClock);
        var draft = path + ".new";
        File.WriteAllBytes(draft, JsonSerializer.SerializeToUtf8Bytes(content, Json));
        File.Move(draft, path, overwrite: true);
    }

    private sealed record FileContent(int Schema, string AttestationKey, string Name, string Fingerprint, TpmClock? LastClock);
}
