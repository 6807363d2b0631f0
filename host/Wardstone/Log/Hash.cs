// SPDX-License-Identifier: MIT
// The hash algorithms of PCR banks, by the TPM's number: computed by .NET, never by the firmware's own code, which this checks.

using System.Security.Cryptography;
using Wardstone.Tpm;

namespace Wardstone.Log;

/// <summary>Hashes by TPM_ALG_ID.</summary>
public static class Hash
{
    /// <summary>Whether <see cref="Of"/> can compute it.</summary>
    public static bool IsKnown(TpmAlgId algorithm) =>
        algorithm is TpmAlgId.Sha1 or TpmAlgId.Sha256 or TpmAlgId.Sha384 or TpmAlgId.Sha512;

    /// <summary>The usual name in lower case: "sha256".</summary>
    public static string Name(TpmAlgId algorithm) => algorithm.ToString().ToLowerInvariant();

    /// <summary>The algorithm of that name; null if there is none.</summary>
    public static TpmAlgId? Named(string name) =>
        Enum.TryParse<TpmAlgId>(name, ignoreCase: true, out var algorithm) && IsKnown(algorithm) ? algorithm : null;

    /// <exception cref="ArgumentOutOfRangeException">It is not known.</exception>
    public static byte[] Of(TpmAlgId algorithm, ReadOnlySpan<byte> data) => algorithm switch
    {
#pragma warning disable CA5350 // SHA-1 is computed only to show the values of such a bank, never to trust one.
        TpmAlgId.Sha1 => SHA1.HashData(data),
#pragma warning restore CA5350
        TpmAlgId.Sha256 => SHA256.HashData(data),
        TpmAlgId.Sha384 => SHA384.HashData(data),
        TpmAlgId.Sha512 => SHA512.HashData(data),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };
}
