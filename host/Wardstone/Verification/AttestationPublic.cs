// SPDX-License-Identifier: MIT
// A TPM2B_PUBLIC that claims to be an attestation key: what it must say of itself, its name, and the key that checks signatures.

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Wardstone.Tpm;

namespace Wardstone.Verification;

/// <summary>The public area of an attestation key.</summary>
internal static class AttestationPublic
{
    private const int CoordinateSize = 32;

    /// <summary>The key, if it is what firmware/Tpm's template makes: a restricted P-256 signing key that cannot leave its TPM.</summary>
    public static bool TryRead(
        byte[] tpm2bPublic, [NotNullWhen(true)] out ECDsa? key, [NotNullWhen(false)] out string? reason)
    {
        key = null;
        if (tpm2bPublic.Length < 2 || ((tpm2bPublic[0] << 8) | tpm2bPublic[1]) != tpm2bPublic.Length - 2)
        {
            reason = "its size field is not the size of its public area";
        }
        else if (TpmtPublic.Read(new SpanByte(tpm2bPublic, 2, tpm2bPublic.Length - 2), out var area) != TpmRc.Success)
        {
            reason = "it is not the public area of an ECC signing key";
        }
        else if (Differences(area) is { } differences)
        {
            reason = differences;
        }
        else
        {
            key = Import(area.X, area.Y);
            reason = key is null ? "its point is not on the curve" : null;
        }

        return key is not null;
    }

    /// <summary>The name of an object (Part 1, section 16): its name algorithm and the digest of its public area.</summary>
    public static byte[] NameOf(byte[] tpm2bPublic) => [0, (byte)TpmAlgId.Sha256, .. SHA256.HashData(tpm2bPublic.AsSpan(2))];

    /// <summary>The qualified name of a primary key (Part 1, section 26.5): over its hierarchy's handle and its name.</summary>
    public static byte[] QualifiedNameOf(byte[] tpm2bPublic, TpmRh hierarchy)
    {
        var handle = (uint)hierarchy;
        byte[] parent = [(byte)(handle >> 24), (byte)(handle >> 16), (byte)(handle >> 8), (byte)handle];
        return [0, (byte)TpmAlgId.Sha256, .. SHA256.HashData([.. parent, .. NameOf(tpm2bPublic)])];
    }

    private static string? Differences(TpmtPublic area)
    {
        var differences = new List<string>();
        for (var bit = 0; bit < 32; bit++)
        {
            var attribute = (TpmaObject)(1u << bit);
            var has = (area.ObjectAttributes & attribute) != 0;
            if (has != ((Tpm.AttestationKey.Attributes & attribute) != 0))
            {
                differences.Add(has ? $"it has the attribute {attribute}" : $"it lacks the attribute {attribute}");
            }
        }

        if (area.NameAlg != TpmAlgId.Sha256)
        {
            differences.Add($"its name algorithm is {area.NameAlg}, not Sha256");
        }

        if (area.Scheme != TpmAlgId.Ecdsa || area.SchemeHash != TpmAlgId.Sha256)
        {
            differences.Add($"its scheme is {area.Scheme} with {area.SchemeHash}, not Ecdsa with Sha256");
        }

        if (area.Curve != TpmEccCurve.NistP256)
        {
            differences.Add($"its curve is {area.Curve}, not NistP256");
        }

        if (area.AuthPolicy.Length != 0)
        {
            differences.Add("it has a policy");
        }

        return differences.Count == 0 ? null : string.Join(", ", differences);
    }

    private static ECDsa? Import(SpanByte x, SpanByte y)
    {
        if (Padded(x) is not { } paddedX || Padded(y) is not { } paddedY)
        {
            return null;
        }

        try
        {
            return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = paddedX, Y = paddedY } });
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>A big-endian number of the curve at its full size; null if it is empty or too long.</summary>
    public static byte[]? Padded(SpanByte number)
    {
        if (number.Length is 0 or > CoordinateSize)
        {
            return null;
        }

        var padded = new byte[CoordinateSize];
        number.CopyTo(new SpanByte(padded, CoordinateSize - number.Length, number.Length));
        return padded;
    }
}
