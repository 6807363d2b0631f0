// SPDX-License-Identifier: MIT
// The start-up ladder against a real swtpm, for the states that one can be brought into. The others are in tests/Portable.
using Wardstone.Runtime;
using Wardstone.Tpm;
using Wardstone.Tpm.Commands;

namespace Wardstone.Tests.Host.Tpm;

public sealed class StartupTests : IDisposable
{
    private readonly TpmFixture _tpm = new();

    public void Dispose() => _tpm.Dispose();

    [Fact]
    public void StartedOncePerPowerCycle()
    {
        Ends(TpmStartupState.Started, TpmRc.Success);
        Ends(TpmStartupState.AlreadyStarted, TpmRc.Success);
        _tpm.PowerCycle();
        Ends(TpmStartupState.Started, TpmRc.Success);
    }

    [Fact]
    public void StartedAfterAnOrderlyShutdownWhosePowerStayedOn()
    {
        Ends(TpmStartupState.Started, TpmRc.Success);
        Assert.Equal(TpmRc.Success, Shutdown.Execute(_tpm.Client, TpmSu.State));
        Ends(TpmStartupState.AlreadyStarted, TpmRc.Success);
        _tpm.PowerCycle();
        Ends(TpmStartupState.Started, TpmRc.Success);
    }

    [Fact]
    public void LockoutIsNamedAndTheAttestationKeyWorksInIt()
    {
        Ends(TpmStartupState.Started, TpmRc.Success);

        // TPM2_DictionaryAttackParameters: no tries at all, so that the TPM is locked out at once.
        byte[] noTries =
        [
            0x80, 2, 0, 0, 0, 39, 0, 0, 1, 0x3A, 0x40, 0, 0, 0x0A, 0, 0, 0, 9, 0x40, 0, 0, 9, 0, 0, 1, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 100, 0, 0, 0, 100,
        ];
        var response = new byte[64];
        Assert.Equal(IoStatus.Ok, _tpm.Session.Transfer(noTries, response, TpmTimeout.ShortMs, out _));
        Assert.Equal(0, response[9]);

        Ends(TpmStartupState.AlreadyStartedInLockout, TpmRc.Success);
        Assert.Equal(TpmRc.Success, CreatePrimary.Execute(_tpm.Client, AttestationKey.Hierarchy, AttestationKey.Template(), out var key));
        var selection = TpmFixture.Select((TpmAlgId.Sha256, 1u));
        Assert.Equal(TpmRc.Success, Quote.Execute(_tpm.Client, key.Handle, SpanByte.Empty, selection, out _, out _));
        _tpm.PowerCycle();
        Ends(TpmStartupState.StartedInLockout, TpmRc.Success);
    }

    [Fact]
    public void ATpmThatWentAwayIsAbsent()
    {
        _tpm.Swtpm.Kill();
        Ends(TpmStartupState.Absent, TpmRc.IoNotPresent);
    }

    private void Ends(TpmStartupState expected, TpmRc code)
    {
        Assert.Equal(code, TpmStartup.Run(_tpm.Client, out var state));
        Assert.Equal(expected, state);
    }
}
