// SPDX-License-Identifier: MIT
namespace Wardstone.Tpm
{
    /// <summary>
    /// How long a command may run, in milliseconds, by class. These are bounds, not estimates: a TPM that takes longer is taken
    /// for hung. They are some ten times what slow chips were seen to need, since a chip may test an algorithm at its first use.
    /// </summary>
    public static class TpmTimeout
    {
        /// <summary>Looks something up: capabilities, PCR values, a public area.</summary>
        public const int LookupMs = 750;

        /// <summary>Hashes, draws random bytes or writes a little non-volatile memory.</summary>
        public const int HashMs = 2_000;

        /// <summary>Signs.</summary>
        public const int SignMs = 10_000;

        /// <summary>Derives or generates a key, or runs the self-tests.</summary>
        public const int KeyMs = 60_000;
    }
}
