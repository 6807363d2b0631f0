// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Security.Cryptography;
using Wardstone.Log;
using Wardstone.MeasuredBoot;
using Wardstone.Tpm;
using Wardstone.Verification;

namespace Wardstone.Tests.Host.Verification;

/// <summary>
/// Makes quotes with a key of its own that the host has pinned, so that each field can be wrong while the signature is right:
/// what a stolen key, a broken TPM or a bug in the verifier would look like.
/// </summary>
public sealed class Forger : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The TPM2B_PUBLIC that claims to be an attestation key; its parts can be changed before Key is asked for.</summary>
    public TpmaObject Attributes { get; set; } = AttestationKey.Attributes;

    public TpmAlgId NameAlg { get; set; } = TpmAlgId.Sha256;

    public TpmAlgId SchemeHash { get; set; } = TpmAlgId.Sha256;

    public TpmEccCurve Curve { get; set; } = TpmEccCurve.NistP256;

    public byte[] AuthPolicy { get; set; } = [];

    public bool OffTheCurve { get; set; }

    // The fields of TPMS_ATTEST.
    public uint Magic { get; set; } = 0xFF544347;

    public ushort Type { get; set; } = 0x8018;

    public uint Hierarchy { get; set; } = (uint)TpmRh.Endorsement;

    public TpmClock Clock { get; set; } = new(1000, 5, 0, true, 7);

    /// <summary>The byte behind Clock.Safe, to be set where it shall be neither 0 nor 1.</summary>
    public byte? Safe { get; set; }

    public byte[] Quote(byte[] nonce, PcrSelection[] selection, byte[] pcrDigest)
    {
        var writer = new BigEndian();
        writer.U32(Magic);
        writer.U16(Type);
        byte[] name = [0, 0x0B, .. SHA256.HashData(Key.AsSpan(2))];
        byte[] handle = [(byte)(Hierarchy >> 24), 0, 0, (byte)Hierarchy];
        writer.Sized([0, 0x0B, .. SHA256.HashData([.. handle, .. name])]);
        writer.Sized(nonce);
        writer.U64(Clock.ClockMs);
        writer.U32(Clock.ResetCount);
        writer.U32(Clock.RestartCount);
        writer.Raw([Safe ?? (byte)(Clock.Safe ? 1 : 0)]);
        writer.U64(Clock.FirmwareVersion);
        writer.U32((uint)selection.Length);
        foreach (var (bank, pcrs) in selection)
        {
            writer.U16((ushort)bank);
            writer.Raw([3, (byte)pcrs, (byte)(pcrs >> 8), (byte)(pcrs >> 16)]);
        }

        writer.Sized(pcrDigest);
        return Sign(writer.ToArray());
    }

    /// <summary>Any bytes as a signed TPM2B_ATTEST.</summary>
    public byte[] Sign(byte[] attest)
    {
        var signature = _key.SignData(attest, HashAlgorithmName.SHA256);
        var writer = new BigEndian();
        writer.Sized(attest);
        writer.U16((ushort)TpmAlgId.Ecdsa);
        writer.U16((ushort)TpmAlgId.Sha256);
        writer.Sized(signature[..32]);
        writer.Sized(signature[32..]);
        return writer.ToArray();
    }

    public byte[] Key
    {
        get
        {
            var point = _key.ExportParameters(false).Q;
            var area = new BigEndian();
            area.U16((ushort)TpmAlgId.Ecc);
            area.U16((ushort)NameAlg);
            area.U32((uint)Attributes);
            area.Sized(AuthPolicy);
            area.U16((ushort)TpmAlgId.Null);
            area.U16((ushort)TpmAlgId.Ecdsa);
            area.U16((ushort)SchemeHash);
            area.U16((ushort)Curve);
            area.U16((ushort)TpmAlgId.Null);
            area.Sized(point.X!);
            area.Sized(OffTheCurve ? point.X! : point.Y!);
            var whole = new BigEndian();
            whole.Sized(area.ToArray());
            return whole.ToArray();
        }
    }

    public void Dispose() => _key.Dispose();

    private sealed class BigEndian
    {
        private readonly List<byte> _bytes = [];

        public void Raw(byte[] bytes) => _bytes.AddRange(bytes);

        public void U16(ushort value) => Raw([(byte)(value >> 8), (byte)value]);

        public void U32(uint value)
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
            Raw(bytes);
        }

        public void U64(ulong value)
        {
            U32((uint)(value >> 32));
            U32((uint)value);
        }

        public void Sized(byte[] bytes)
        {
            U16((ushort)bytes.Length);
            Raw(bytes);
        }

        public byte[] ToArray() => [.. _bytes];
    }
}
