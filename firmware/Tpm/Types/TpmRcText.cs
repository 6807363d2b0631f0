// SPDX-License-Identifier: MIT
// Response codes for people: TCG's name, and which handle, session or parameter a format-1 code means (Part 2, section 6.6.2).

namespace Wardstone.Tpm
{
    /// <summary>Names of response codes.</summary>
    public static class TpmRcText
    {
        private const uint Format1 = 0x080;
        private const uint Parameter = 0x040;
        private const uint Session = 0x800;
        private const uint Format1Code = 0x0BF;

        /// <summary>The code without the number of the handle, session or parameter: to be compared with a <see cref="TpmRc"/>.</summary>
        public static TpmRc Base(TpmRc rc) =>
            (uint)rc <= 0xFFF && ((uint)rc & Format1) != 0 ? (TpmRc)((uint)rc & Format1Code) : rc;

        /// <summary>A text such as "TPM_RC_VALUE, parameter 2".</summary>
        public static string Of(TpmRc rc)
        {
            string name = Name(Base(rc));
            uint code = (uint)rc;
            if (code > 0xFFF || (code & Format1) == 0)
            {
                return name;
            }

            if ((code & Parameter) != 0)
            {
                return name + ", parameter " + ((code >> 8) & 15).ToString();
            }

            uint number = (code >> 8) & 7;
            return number == 0 ? name : name + ((code & Session) != 0 ? ", session " : ", handle ") + number.ToString();
        }

        private static string Name(TpmRc rc) => rc switch
        {
            TpmRc.Success => "TPM_RC_SUCCESS",
            TpmRc.BadTag => "TPM_RC_BAD_TAG",
            TpmRc.Initialize => "TPM_RC_INITIALIZE",
            TpmRc.Failure => "TPM_RC_FAILURE",
            TpmRc.Sequence => "TPM_RC_SEQUENCE",
            TpmRc.Private => "TPM_RC_PRIVATE",
            TpmRc.Hmac => "TPM_RC_HMAC",
            TpmRc.Disabled => "TPM_RC_DISABLED",
            TpmRc.Exclusive => "TPM_RC_EXCLUSIVE",
            TpmRc.AuthType => "TPM_RC_AUTH_TYPE",
            TpmRc.AuthMissing => "TPM_RC_AUTH_MISSING",
            TpmRc.Policy => "TPM_RC_POLICY",
            TpmRc.Pcr => "TPM_RC_PCR",
            TpmRc.PcrChanged => "TPM_RC_PCR_CHANGED",
            TpmRc.Upgrade => "TPM_RC_UPGRADE",
            TpmRc.TooManyContexts => "TPM_RC_TOO_MANY_CONTEXTS",
            TpmRc.AuthUnavailable => "TPM_RC_AUTH_UNAVAILABLE",
            TpmRc.Reboot => "TPM_RC_REBOOT",
            TpmRc.Unbalanced => "TPM_RC_UNBALANCED",
            TpmRc.CommandSize => "TPM_RC_COMMAND_SIZE",
            TpmRc.CommandCode => "TPM_RC_COMMAND_CODE",
            TpmRc.AuthSize => "TPM_RC_AUTHSIZE",
            TpmRc.AuthContext => "TPM_RC_AUTH_CONTEXT",
            TpmRc.NvRange => "TPM_RC_NV_RANGE",
            TpmRc.NvSize => "TPM_RC_NV_SIZE",
            TpmRc.NvLocked => "TPM_RC_NV_LOCKED",
            TpmRc.NvAuthorization => "TPM_RC_NV_AUTHORIZATION",
            TpmRc.NvUninitialized => "TPM_RC_NV_UNINITIALIZED",
            TpmRc.NvSpace => "TPM_RC_NV_SPACE",
            TpmRc.NvDefined => "TPM_RC_NV_DEFINED",
            TpmRc.BadContext => "TPM_RC_BAD_CONTEXT",
            TpmRc.CpHash => "TPM_RC_CPHASH",
            TpmRc.Parent => "TPM_RC_PARENT",
            TpmRc.NeedsTest => "TPM_RC_NEEDS_TEST",
            TpmRc.NoResult => "TPM_RC_NO_RESULT",
            TpmRc.Sensitive => "TPM_RC_SENSITIVE",
            TpmRc.Asymmetric => "TPM_RC_ASYMMETRIC",
            TpmRc.Attributes => "TPM_RC_ATTRIBUTES",
            TpmRc.Hash => "TPM_RC_HASH",
            TpmRc.Value => "TPM_RC_VALUE",
            TpmRc.Hierarchy => "TPM_RC_HIERARCHY",
            TpmRc.KeySize => "TPM_RC_KEY_SIZE",
            TpmRc.Mgf => "TPM_RC_MGF",
            TpmRc.Mode => "TPM_RC_MODE",
            TpmRc.Type => "TPM_RC_TYPE",
            TpmRc.Handle => "TPM_RC_HANDLE",
            TpmRc.Kdf => "TPM_RC_KDF",
            TpmRc.Range => "TPM_RC_RANGE",
            TpmRc.AuthFail => "TPM_RC_AUTH_FAIL",
            TpmRc.Nonce => "TPM_RC_NONCE",
            TpmRc.Pp => "TPM_RC_PP",
            TpmRc.Scheme => "TPM_RC_SCHEME",
            TpmRc.Size => "TPM_RC_SIZE",
            TpmRc.Symmetric => "TPM_RC_SYMMETRIC",
            TpmRc.Tag => "TPM_RC_TAG",
            TpmRc.Selector => "TPM_RC_SELECTOR",
            TpmRc.Insufficient => "TPM_RC_INSUFFICIENT",
            TpmRc.Signature => "TPM_RC_SIGNATURE",
            TpmRc.Key => "TPM_RC_KEY",
            TpmRc.PolicyFail => "TPM_RC_POLICY_FAIL",
            TpmRc.Integrity => "TPM_RC_INTEGRITY",
            TpmRc.Ticket => "TPM_RC_TICKET",
            TpmRc.ReservedBits => "TPM_RC_RESERVED_BITS",
            TpmRc.BadAuth => "TPM_RC_BAD_AUTH",
            TpmRc.Expired => "TPM_RC_EXPIRED",
            TpmRc.PolicyCc => "TPM_RC_POLICY_CC",
            TpmRc.Binding => "TPM_RC_BINDING",
            TpmRc.Curve => "TPM_RC_CURVE",
            TpmRc.EccPoint => "TPM_RC_ECC_POINT",
            TpmRc.ContextGap => "TPM_RC_CONTEXT_GAP",
            TpmRc.ObjectMemory => "TPM_RC_OBJECT_MEMORY",
            TpmRc.SessionMemory => "TPM_RC_SESSION_MEMORY",
            TpmRc.Memory => "TPM_RC_MEMORY",
            TpmRc.SessionHandles => "TPM_RC_SESSION_HANDLES",
            TpmRc.ObjectHandles => "TPM_RC_OBJECT_HANDLES",
            TpmRc.Locality => "TPM_RC_LOCALITY",
            TpmRc.Yielded => "TPM_RC_YIELDED",
            TpmRc.Canceled => "TPM_RC_CANCELED",
            TpmRc.Testing => "TPM_RC_TESTING",
            TpmRc.ReferenceH0 => "TPM_RC_REFERENCE_H0",
            TpmRc.ReferenceS0 => "TPM_RC_REFERENCE_S0",
            TpmRc.NvRate => "TPM_RC_NV_RATE",
            TpmRc.Lockout => "TPM_RC_LOCKOUT",
            TpmRc.Retry => "TPM_RC_RETRY",
            TpmRc.NvUnavailable => "TPM_RC_NV_UNAVAILABLE",
            TpmRc.IoTimeout => "the TPM did not answer in time",
            TpmRc.IoNotAcknowledged => "nothing acknowledged at the TPM's address",
            TpmRc.IoPartialTransfer => "the TPM stopped in the middle of a transfer",
            TpmRc.IoBusError => "the bus to the TPM failed",
            TpmRc.IoProtocolError => "the TPM broke the bus protocol",
            TpmRc.IoChecksumError => "the checksum on the bus to the TPM kept failing",
            TpmRc.IoTooLong => "the TPM's response does not fit its buffer",
            TpmRc.IoNotPresent => "there is no TPM",
            TpmRc.IoServerFaulted => "a component on the way to the TPM died",
            TpmRc.IoUnhealthy => "the source of random bytes is unhealthy",
            TpmRc.IoNotSupported => "what is there is no TPM",
            TpmRc.IoBusy => "the way to the TPM is taken",
            TpmRc.IoInterrupted => "the way to the TPM was taken away",
            TpmRc.IoDenied => "the way to the TPM is not allowed",
            TpmRc.ResponseShort => "the TPM's response is too short",
            TpmRc.ResponseTrailing => "the TPM's response is too long",
            TpmRc.ResponseTag => "the TPM's response has a wrong tag",
            TpmRc.ResponseSize => "the TPM's response has a wrong size",
            TpmRc.ResponseCode => "the TPM's response has a code that no TPM gives",
            TpmRc.ResponseCount => "the TPM's response has a wrong count",
            TpmRc.ResponseValue => "the TPM's response has a value that cannot be",
            TpmRc.CommandTooLong => "the command does not fit its buffer",
            TpmRc.PcrMissing => "the TPM lacks that PCR or bank",
            TpmRc.PcrUnsteady => "the PCRs kept changing while they were read",
            TpmRc.PropertyMissing => "the TPM lacks that property",
            TpmRc.BootFailed => "the boot failed",
            _ => "code 0x" + ((uint)rc).ToString("X8"),
        };
    }
}
