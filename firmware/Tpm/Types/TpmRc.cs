// SPDX-License-Identifier: MIT
// TPM_RC: how a command ended. What the TPM itself answered is passed through as it came (Part 2, section 6.6). The TPM
// uses bits 11:0 only, so what went wrong on the way to it or back has values of its own above them, in three layers.

namespace Wardstone.Tpm
{
    /// <summary>How a command ended: TPM_RC, Part 2, section 6.6.3, and three layers of our own above its 12 bits.</summary>
    /// <remarks>A format-1 code of the TPM also carries which handle, session or parameter it means: see <see cref="TpmRcText"/>.</remarks>
    public enum TpmRc : uint
    {
        Success = 0,

        // TPM 1.2's answer to a TPM 2.0 command.
        BadTag = 0x01E,

        // Format 0, errors: RC_VER1.
        Initialize = 0x100,
        Failure = 0x101,
        Sequence = 0x103,
        Private = 0x10B,
        Hmac = 0x119,
        Disabled = 0x120,
        Exclusive = 0x121,
        AuthType = 0x124,
        AuthMissing = 0x125,
        Policy = 0x126,
        Pcr = 0x127,
        PcrChanged = 0x128,
        Upgrade = 0x12D,
        TooManyContexts = 0x12E,
        AuthUnavailable = 0x12F,
        Reboot = 0x130,
        Unbalanced = 0x131,
        CommandSize = 0x142,
        CommandCode = 0x143,
        AuthSize = 0x144,
        AuthContext = 0x145,
        NvRange = 0x146,
        NvSize = 0x147,
        NvLocked = 0x148,
        NvAuthorization = 0x149,
        NvUninitialized = 0x14A,
        NvSpace = 0x14B,
        NvDefined = 0x14C,
        BadContext = 0x150,
        CpHash = 0x151,
        Parent = 0x152,
        NeedsTest = 0x153,
        NoResult = 0x154,
        Sensitive = 0x155,

        // Format 1: RC_FMT1. The TPM adds which handle, session or parameter it means.
        Asymmetric = 0x081,
        Attributes = 0x082,
        Hash = 0x083,
        Value = 0x084,
        Hierarchy = 0x085,
        KeySize = 0x087,
        Mgf = 0x088,
        Mode = 0x089,
        Type = 0x08A,
        Handle = 0x08B,
        Kdf = 0x08C,
        Range = 0x08D,
        AuthFail = 0x08E,
        Nonce = 0x08F,
        Pp = 0x090,
        Scheme = 0x092,
        Size = 0x095,
        Symmetric = 0x096,
        Tag = 0x097,
        Selector = 0x098,
        Insufficient = 0x09A,
        Signature = 0x09B,
        Key = 0x09C,
        PolicyFail = 0x09D,
        Integrity = 0x09F,
        Ticket = 0x0A0,
        ReservedBits = 0x0A1,
        BadAuth = 0x0A2,
        Expired = 0x0A3,
        PolicyCc = 0x0A4,
        Binding = 0x0A5,
        Curve = 0x0A6,
        EccPoint = 0x0A7,

        // Format 0, warnings: RC_WARN.
        ContextGap = 0x901,
        ObjectMemory = 0x902,
        SessionMemory = 0x903,
        Memory = 0x904,
        SessionHandles = 0x905,
        ObjectHandles = 0x906,
        Locality = 0x907,
        Yielded = 0x908,
        Canceled = 0x909,
        Testing = 0x90A,
        ReferenceH0 = 0x910,
        ReferenceS0 = 0x918,
        NvRate = 0x920,
        Lockout = 0x921,
        Retry = 0x922,
        NvUnavailable = 0x923,

        // The way to the TPM failed: 0x10000 + IoStatus. Whether the command ran is not known.
        IoTimeout = 0x10001,
        IoNotAcknowledged = 0x10002,
        IoPartialTransfer = 0x10003,
        IoBusError = 0x10004,
        IoProtocolError = 0x10005,
        IoChecksumError = 0x10006,
        IoTooLong = 0x10007,
        IoNotPresent = 0x10008,
        IoServerFaulted = 0x10009,
        IoUnhealthy = 0x1000A,
        IoNotSupported = 0x1000B,
        IoBusy = 0x1000C,
        IoInterrupted = 0x1000D,
        IoDenied = 0x1000E,

        /// <summary>The response ends before its last field, or a field is longer than what is left.</summary>
        ResponseShort = 0x20001,

        /// <summary>The response has bytes after its last field.</summary>
        ResponseTrailing = 0x20002,

        /// <summary>The tag is none that this command's response can have.</summary>
        ResponseTag = 0x20003,

        /// <summary>The header's size is not the number of bytes that arrived.</summary>
        ResponseSize = 0x20004,

        /// <summary>The response code uses bits that a TPM leaves at zero.</summary>
        ResponseCode = 0x20005,

        /// <summary>A count is not what was asked for, or contradicts another field.</summary>
        ResponseCount = 0x20006,

        /// <summary>A field has a value that the command cannot have made.</summary>
        ResponseValue = 0x20007,

        /// <summary>The command does not fit the client's command buffer; nothing was sent.</summary>
        CommandTooLong = 0x30001,

        /// <summary>The TPM lacks a PCR or a bank that was asked for.</summary>
        PcrMissing = 0x30002,

        /// <summary>Somebody else kept extending PCRs while they were read.</summary>
        PcrUnsteady = 0x30003,

        /// <summary>The TPM does not have that property.</summary>
        PropertyMissing = 0x30004,

        /// <summary>The boot failed, so there is no key to show.</summary>
        BootFailed = 0x30005,
    }
}
