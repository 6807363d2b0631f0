// SPDX-License-Identifier: MIT
namespace Wardstone.Tpm
{
    /// <summary>
    /// How long a command may run, in milliseconds, by class. These are bounds, not estimates: a TPM that takes longer is taken
    /// for hung. They are several times what slow chips need, since a chip may test an algorithm at its first use.
    /// </summary>
    public static class TpmTimeout
    {
        /// <summary>Looks something up, hashes, or draws random bytes.</summary>
        public const int ShortMs = 2_000;

        /// <summary>Starts up, signs.</summary>
        public const int MediumMs = 10_000;

        /// <summary>Makes a key, or runs the self-tests.</summary>
        public const int LongMs = 30_000;
    }
}
