// SPDX-License-Identifier: MIT
// What is asked of the board, and what it answers. All of an Evidence is the board's word, and may be anything.

using System.Security.Cryptography;
using Wardstone.Log;
using Wardstone.MeasuredBoot;
using Wardstone.Tpm;

namespace Wardstone.Verification;

/// <summary>What a quote must answer to.</summary>
/// <param name="Nonce">1 to 64 bytes that were never used before.</param>
/// <param name="Selection">The PCRs to be quoted, in this order.</param>
public sealed record Challenge(byte[] Nonce, IReadOnlyList<PcrSelection> Selection)
{
    private const int NonceSize = 32;

    /// <summary>A challenge with a random nonce over the PCR plan's PCRs in the SHA-256 bank.</summary>
    public static Challenge Create() =>
        new(RandomNumberGenerator.GetBytes(NonceSize), [new PcrSelection(TpmAlgId.Sha256, PcrPlan.Pcrs)]);
}

/// <summary>What a board gave as an answer.</summary>
/// <param name="AttestationKey">A TPM2B_PUBLIC.</param>
/// <param name="Quote">A TPM2B_ATTEST, and right after it its TPMT_SIGNATURE.</param>
/// <param name="EventLog">The log in the TCG's crypto-agile format.</param>
/// <param name="Pcrs">The PCR values that the board read; of all banks that it was asked for.</param>
public sealed record Evidence(byte[] AttestationKey, byte[] Quote, byte[] EventLog, PcrValues Pcrs);
