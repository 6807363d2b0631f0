// SPDX-License-Identifier: MIT
// The constants of Part 2 that the commands here use. TPM_RC and TPM_ALG_ID have files of their own.

using System;

namespace Wardstone.Tpm
{
    /// <summary>TPM_CC, Part 2, section 6.5.2.</summary>
    public enum TpmCc : uint
    {
        CreatePrimary = 0x131,
        SelfTest = 0x143,
        Startup = 0x144,
        Shutdown = 0x145,
        Quote = 0x158,
        FlushContext = 0x165,
        ReadPublic = 0x173,
        GetCapability = 0x17A,
        GetRandom = 0x17B,
        GetTestResult = 0x17C,
        PcrRead = 0x17E,
        PcrExtend = 0x182,
    }

    /// <summary>TPM_ST, Part 2, section 6.9.</summary>
    public enum TpmSt : ushort
    {
        /// <summary>The answer to a command of the wrong family: TPM 1.2's tag.</summary>
        RspCommand = 0x00C4,
        NoSessions = 0x8001,
        Sessions = 0x8002,
        AttestQuote = 0x8018,
        Creation = 0x8021,
    }

    /// <summary>TPM_SU, Part 2, section 6.10.</summary>
    public enum TpmSu : ushort
    {
        Clear = 0,
        State = 1,
    }

    /// <summary>TPM_RH, Part 2, section 7.4: handles that are always there.</summary>
    public enum TpmRh : uint
    {
        Owner = 0x40000001,
        Null = 0x40000007,

        /// <summary>The session that is a plain password.</summary>
        Password = 0x40000009,
        Lockout = 0x4000000A,
        Endorsement = 0x4000000B,
        Platform = 0x4000000C,
    }

    /// <summary>TPM_CAP, Part 2, section 6.12.</summary>
    public enum TpmCap : uint
    {
        Algorithms = 0,
        Handles = 1,
        Commands = 2,
        Pcrs = 5,
        TpmProperties = 6,
    }

    /// <summary>TPM_PT, Part 2, section 6.13.</summary>
    public enum TpmPt : uint
    {
        FamilyIndicator = 0x100,
        Level = 0x101,
        Revision = 0x102,
        Manufacturer = 0x105,
        FirmwareVersion1 = 0x10B,
        FirmwareVersion2 = 0x10C,
        MaxCommandSize = 0x11E,
        MaxResponseSize = 0x11F,

        /// <summary>A <see cref="TpmaPermanent"/>.</summary>
        Permanent = 0x200,
        LockoutCounter = 0x20E,
    }

    /// <summary>TPM_ECC_CURVE, Part 2, section 6.4.</summary>
    public enum TpmEccCurve : ushort
    {
        None = 0,
        NistP256 = 3,
        NistP384 = 4,
    }

    /// <summary>TPMA_OBJECT, Part 2, section 8.3.</summary>
    [Flags]
    public enum TpmaObject : uint
    {
        FixedTpm = 1u << 1,
        StClear = 1u << 2,
        FixedParent = 1u << 4,
        SensitiveDataOrigin = 1u << 5,
        UserWithAuth = 1u << 6,
        AdminWithPolicy = 1u << 7,
        NoDa = 1u << 10,
        EncryptedDuplication = 1u << 11,
        Restricted = 1u << 16,
        Decrypt = 1u << 17,

        /// <summary>Signs, or encrypts where it is a symmetric key.</summary>
        Sign = 1u << 18,
    }

    /// <summary>TPMA_PERMANENT, Part 2, section 8.6.</summary>
    [Flags]
    public enum TpmaPermanent : uint
    {
        OwnerAuthSet = 1u << 0,
        EndorsementAuthSet = 1u << 1,
        LockoutAuthSet = 1u << 2,
        DisableClear = 1u << 8,
        InLockout = 1u << 9,
        TpmGeneratedEps = 1u << 10,
    }
}
