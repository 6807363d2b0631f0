// SPDX-License-Identifier: MIT
// Every command against a real swtpm, its results checked with .NET's cryptography.
using System.Security.Cryptography;
using Wardstone.Tpm;
using Wardstone.Tpm.Commands;

namespace Wardstone.Tests.Host.Tpm;

public sealed class CommandTests : IDisposable
{
    private readonly TpmFixture _tpm = new();

    public CommandTests()
    {
        Assert.Equal(TpmRc.Success, TpmStartup.Run(Client, out var state));
        Assert.Equal(TpmStartupState.Started, state);
    }

    private TpmClient Client => _tpm.Client;

    public void Dispose() => _tpm.Dispose();

    [Fact]
    public void GetRandomFillsWhatItIsGiven()
    {
        var bytes = new byte[200];
        Assert.Equal(TpmRc.Success, GetRandom.Execute(Client, bytes));
        Assert.True(bytes.Distinct().Count() > 50);
        Assert.Equal(TpmRc.Success, GetRandom.Execute(Client, SpanByte.Empty));
    }

    [Fact]
    public void GetCapabilityTellsPropertiesAndBanks()
    {
        Assert.Equal(TpmRc.Success, GetCapability.Property(Client, TpmPt.FamilyIndicator, out var family));
        Assert.Equal(0x322E3000u, family);
        Assert.Equal(TpmRc.PropertyMissing, GetCapability.Property(Client, (TpmPt)0x1FF, out _));

        var banks = new TpmlPcrSelection(8);
        Assert.Equal(TpmRc.Success, GetCapability.Pcrs(Client, banks));
        Assert.Contains(Enumerable.Range(0, banks.Count), i => banks.HashAt(i) == TpmAlgId.Sha256 && banks.PcrsAt(i) == 0xFFFFFF);
        Assert.Equal(TpmRc.ResponseCount, GetCapability.Pcrs(Client, new TpmlPcrSelection(1)));
    }

    [Fact]
    public void OneExtendReachesEveryBank()
    {
        var digests = new TpmlDigestValues(2);
        new SpanByte(SHA256.HashData([1])).CopyTo(digests.Add(TpmAlgId.Sha256));
        new SpanByte(SHA384.HashData([1])).CopyTo(digests.Add(TpmAlgId.Sha384));
        Assert.Equal(TpmRc.Success, PcrExtend.Execute(Client, 1, digests));

        var selection = TpmFixture.Select((TpmAlgId.Sha384, 0b11u), (TpmAlgId.Sha256, 0b10u));
        var values = new byte[selection.ValuesSize()];
        Assert.Equal(TpmRc.Success, PcrRead.Execute(Client, selection, values, out _));
        byte[] expected =
        [
            .. new byte[48],
            .. SHA384.HashData([.. new byte[48], .. SHA384.HashData([1])]),
            .. SHA256.HashData([.. new byte[32], .. SHA256.HashData([1])]),
        ];
        Assert.Equal(expected, values);
    }

    [Fact]
    public void PcrReadTakesAsManyCommandsAsItNeeds()
    {
        var digests = new TpmlDigestValues(1);
        for (var pcr = 0; pcr < 16; pcr++)
        {
            digests.Clear();
            digests.Add(TpmAlgId.Sha256)[0] = (byte)pcr;
            Assert.Equal(TpmRc.Success, PcrExtend.Execute(Client, pcr, digests));
        }

        var selection = TpmFixture.Select((TpmAlgId.Sha256, 0xFFFFFFu), (TpmAlgId.Sha384, 0xFFFFFFu));
        var values = new byte[selection.ValuesSize()];
        Assert.Equal(TpmRc.Success, PcrRead.Execute(Client, selection, values, out _));
        for (var pcr = 0; pcr < 16; pcr++)
        {
            byte[] extended = [(byte)pcr, .. new byte[31]];
            Assert.Equal(SHA256.HashData([.. new byte[32], .. extended]), values[(pcr * 32)..(pcr * 32 + 32)]);
        }

        Assert.All(values[(24 * 32)..(24 * 32 + 16 * 48)], b => Assert.Equal(0, b));
    }

    [Fact]
    public void PcrReadNamesABankThatIsNotThere()
    {
        var selection = TpmFixture.Select((TpmAlgId.Sm3256, 1u), (TpmAlgId.Sha256, 1u));
        var rc = PcrRead.Execute(Client, selection, new byte[selection.ValuesSize()], out _);
        Assert.True(rc is TpmRc.PcrMissing || ((uint)rc & 0xBF) == (uint)TpmRc.Hash, TpmRcText.Of(rc));
    }

    [Fact]
    public void TheAttestationKeySignsAQuote()
    {
        Assert.Equal(TpmRc.Success, CreatePrimary.Execute(Client, AttestationKey.Hierarchy, AttestationKey.Template(), out var key));
        var handle = key.Handle;
        var area = key.PublicArea.ToArray();
        Assert.Equal([0x00, 0x0B, .. SHA256.HashData(area)], key.Name.ToArray());
        Assert.Equal(SHA256.HashData(key.CreationData.ToArray()), key.CreationHash.ToArray());

        Assert.Equal(TpmRc.Success, ReadPublic.Execute(Client, handle, out var publicArea, out var name, out var qualifiedName));
        Assert.Equal(area, publicArea.ToArray());
        Assert.Equal([0x00, 0x0B, .. SHA256.HashData(area)], name.ToArray());
        var signer = qualifiedName.ToArray();

        Assert.Equal(TpmRc.Success, TpmtPublic.Read(area, out var read));
        Assert.True(AttestationKey.Matches(read));
        using var ecdsa = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Pad(read.X), Y = Pad(read.Y) },
        });

        byte[] nonce = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        var selection = TpmFixture.Select((TpmAlgId.Sha256, 0b111u), (TpmAlgId.Sha384, 0b1u));
        Assert.Equal(TpmRc.Success, Quote.Execute(Client, handle, nonce, selection, out var attest, out var signature));
        Assert.Equal(TpmRc.Success, TpmtSignature.Read(signature, out var halves));
        Assert.Equal(TpmAlgId.Sha256, halves.Hash);
        byte[] signed = [.. Pad(halves.R), .. Pad(halves.S)];
        Assert.True(ecdsa.VerifyData(attest.ToArray(), signed, HashAlgorithmName.SHA256));

        var selected = new TpmlPcrSelection(4);
        Assert.Equal(TpmRc.Success, TpmsAttest.Read(attest, selected, out var quote));
        Assert.True(selected.IsSame(selection));
        Assert.Equal(nonce, quote.ExtraData.ToArray());
        Assert.Equal(signer, quote.QualifiedSigner.ToArray());
        Assert.Equal(SHA256.HashData(new byte[3 * 32 + 48]), quote.PcrDigest.ToArray());
        Assert.True(quote.ClockInfo.Safe);

        Assert.Equal(TpmRc.Success, FlushContext.Execute(Client, handle));
        Assert.NotEqual(TpmRc.Success, ReadPublic.Execute(Client, handle, out _, out _, out _));
    }

    [Fact]
    public void TheAttestationKeyOutlivesAPowerCycle()
    {
        Assert.Equal(TpmRc.Success, CreatePrimary.Execute(Client, AttestationKey.Hierarchy, AttestationKey.Template(), out var key));
        var name = key.Name.ToArray();
        Assert.Equal(TpmRc.Success, Shutdown.Execute(Client, TpmSu.Clear));
        _tpm.PowerCycle();
        Assert.Equal(TpmRc.Success, TpmStartup.Run(Client, out var state));
        Assert.Equal(TpmStartupState.Started, state);
        Assert.Equal(TpmRc.Success, CreatePrimary.Execute(Client, AttestationKey.Hierarchy, AttestationKey.Template(), out key));
        Assert.Equal(name, key.Name.ToArray());
    }

    [Fact]
    public void SelfTestAndItsResult()
    {
        Assert.Equal(TpmRc.Success, SelfTest.Execute(Client, true));
        Assert.Equal(TpmRc.Success, GetTestResult.Execute(Client, out _, out var result));
        Assert.Equal(TpmRc.Success, result);
    }

    private static byte[] Pad(SpanByte number) => [.. new byte[32 - number.Length], .. number.ToArray()];
}
