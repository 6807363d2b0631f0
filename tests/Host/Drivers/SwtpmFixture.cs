// SPDX-License-Identifier: MIT
// A started swtpm that executes commands for the TPM models of one test class.

using Wardstone.Emulation;
using Wardstone.Runtime;

namespace Wardstone.Tests.Host.Drivers;

public sealed class SwtpmFixture : IDisposable
{
    private readonly ScratchDirectory _directory = new();
    private readonly Lock _lock = new();
    private readonly Swtpm _tpm;
    private readonly SwtpmSession _session;

    public SwtpmFixture()
    {
        _tpm = Swtpm.StartDirect(_directory.FullPath);
        _session = _tpm.Open();
        Execute(Commands.Startup);
    }

    /// <summary>What a TPM answers whose executor is dead: tag 00C4, TPM_FAIL (as QEMU does).</summary>
    public static byte[] Failure => [0x00, 0xC4, 0, 0, 0, 10, 0, 0, 0, 9];

    public byte[] Execute(byte[] command)
    {
        lock (_lock)
        {
            var response = new byte[4096];
            return _session.Transfer(command, response, 5000, out var length) == IoStatus.Ok ? response[..length] : Failure;
        }
    }

    public void Kill() => _tpm.Kill();

    /// <summary>Takes its power for a moment. It is not started then.</summary>
    public void PowerCycle()
    {
        lock (_lock)
        {
            _tpm.PowerCycle();
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _tpm.Dispose();
        _directory.Dispose();
    }
}

/// <summary>Whole commands, as bytes.</summary>
public static class Commands
{
    public static byte[] Startup => [0x80, 0x01, 0, 0, 0, 12, 0, 0, 0x01, 0x44, 0, 0];

    /// <summary>TPM2_GetRandom of 32 bytes.</summary>
    public static byte[] GetRandom => [0x80, 0x01, 0, 0, 0, 12, 0, 0, 0x01, 0x7B, 0, 32];

    /// <summary>TPM2_GetCapability of three fixed properties: the same 43 bytes every time.</summary>
    public static byte[] GetCapability => [0x80, 0x01, 0, 0, 0, 22, 0, 0, 0x01, 0x7A, 0, 0, 0, 6, 0, 0, 1, 0, 0, 0, 0, 3];

    /// <summary>TPM2_GetCapability of the command attributes: several hundred bytes.</summary>
    public static byte[] GetLongCapability => [0x80, 0x01, 0, 0, 0, 22, 0, 0, 0x01, 0x7A, 0, 0, 0, 2, 0, 0, 1, 0x1F, 0, 0, 0, 93];

    /// <summary>TPM2_PCR_Read of one PCR of the SHA-256 bank.</summary>
    public static byte[] PcrRead => [0x80, 0x01, 0, 0, 0, 20, 0, 0, 0x01, 0x7E, 0, 0, 0, 1, 0, 0x0B, 3, 1, 0, 0];

    /// <summary>TPM2_PCR_Extend of PCR 16 (debug) by 32 zeros, with an empty password.</summary>
    public static byte[] PcrExtend =>
    [
        0x80, 0x02, 0, 0, 0, 65, 0, 0, 0x01, 0x82, 0, 0, 0, 16, 0, 0, 0, 9, 0x40, 0, 0, 9, 0, 0, 0, 0, 0,
        0, 0, 0, 1, 0, 0x0B, .. new byte[32],
    ];
}
