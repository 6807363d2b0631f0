// SPDX-License-Identifier: MIT
namespace Wardstone.Tpm
{
    /// <summary>TPM_ALG_ID, Part 2, section 6.3: those that a command or a log here can carry.</summary>
    public enum TpmAlgId : ushort
    {
        Error = 0x0000,
        Rsa = 0x0001,
        Sha1 = 0x0004,
        Hmac = 0x0005,
        Aes = 0x0006,
        KeyedHash = 0x0008,
        Sha256 = 0x000B,
        Sha384 = 0x000C,
        Sha512 = 0x000D,
        Null = 0x0010,
        Sm3256 = 0x0012,
        RsaSsa = 0x0014,
        RsaPss = 0x0016,
        Ecdsa = 0x0018,
        Ecc = 0x0023,
        SymCipher = 0x0025,
        Sha3256 = 0x0027,
        Sha3384 = 0x0028,
        Sha3512 = 0x0029,
        Cfb = 0x0043,
    }

    /// <summary>What is known of the hash algorithms.</summary>
    public static class TpmHash
    {
        /// <summary>The longest digest there is, in bytes.</summary>
        public const int MaxDigestSize = 64;

        /// <summary>Size of a digest in bytes; 0 for what is no hash algorithm or an unknown one.</summary>
        public static int DigestSize(TpmAlgId hash)
        {
            switch (hash)
            {
                case TpmAlgId.Sha1:
                    return 20;
                case TpmAlgId.Sha256:
                case TpmAlgId.Sm3256:
                case TpmAlgId.Sha3256:
                    return 32;
                case TpmAlgId.Sha384:
                case TpmAlgId.Sha3384:
                    return 48;
                case TpmAlgId.Sha512:
                case TpmAlgId.Sha3512:
                    return 64;
                default:
                    return 0;
            }
        }
    }
}
