// SPDX-License-Identifier: MIT
using Wardstone.Log;
using Wardstone.MeasuredBoot;
using Wardstone.Runtime;
using Wardstone.Tests.Host.Tpm;
using Wardstone.Tests.Portable;
using Wardstone.Tpm;
using Wardstone.Tpm.Commands;
using Wardstone.Verification;

namespace Wardstone.Tests.Host.MeasuredBoot;

/// <summary>The firmware's own measured boot on .NET, into a real swtpm.</summary>
public sealed class TestBoard : IDisposable
{
    private readonly TestBuild _build;

    public TestBoard(TestBuild build)
    {
        _build = build;
    }

    public TpmFixture Tpm { get; } = new();

    public BootMeasurement Measurement { get; private set; } = new(new TpmClient(new NoTpm()));

    /// <summary>Boots once, from TPM2_Startup to the separators.</summary>
    /// <param name="session">Between firmware and TPM, if not the TPM itself.</param>
    public MeasuredBootState Boot(ICharDevice? session = null, int logCapacity = BootMeasurement.LogCapacity)
    {
        var client = new TpmClient(session ?? Tpm.Session);
        Assert.Equal(TpmRc.Success, TpmStartup.Run(client, out _));
        Measurement = new BootMeasurement(client, logCapacity);
        var config = new TextRom(_build.Config);
        _ = Measurement.Measure(TestBuild.Board, TestBuild.Version, _build.BuildId, new TextRom(_build.Image), config);
        _ = Measurement.MeasureComponents(config, new TextRom(_build.Components));
        return Measurement.Close();
    }

    public byte[] Log => Measurement.Log.Bytes(0, Measurement.Log.Length).ToArray();

    /// <summary>The plan's PCRs of all measured banks, as the TPM has them.</summary>
    public PcrValues Pcrs() => Pcrs(Tpm.Client, Measurement.Banks);

    public static PcrValues Pcrs(TpmClient client, TpmlPcrSelection banks)
    {
        var values = new PcrValues();
        for (var i = 0; i < banks.Count; i++)
        {
            var bank = TpmFixture.Select((banks.HashAt(i), banks.PcrsAt(i)));
            var bytes = new byte[bank.ValuesSize()];
            Assert.Equal(TpmRc.Success, PcrRead.Execute(client, bank, bytes, out _));
            Assert.True(values.TryAdd(new PcrSelection(banks.HashAt(i), banks.PcrsAt(i)), bytes));
        }

        return values;
    }

    /// <summary>What this board sends to a host that challenges it.</summary>
    public Evidence Answer(Challenge challenge)
    {
        var attestation = new Attestation(Tpm.Client);
        Assert.Equal(TpmRc.Success, attestation.Open());
        var selection = TpmFixture.Select([.. challenge.Selection.Select(s => (s.Bank, s.Pcrs))]);
        var quote = new byte[512];
        Assert.Equal(TpmRc.Success, attestation.Quote(challenge.Nonce, selection, quote, out var length));
        return new Evidence(attestation.PublicArea.ToArray(), quote[..length], Log, Pcrs());
    }

    public void Dispose() => Tpm.Dispose();

    private sealed class NoTpm : CharDevice
    {
        public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            count = 0;
            return IoStatus.NotPresent;
        }
    }
}
