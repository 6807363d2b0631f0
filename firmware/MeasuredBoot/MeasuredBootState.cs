// SPDX-License-Identifier: MIT
namespace Wardstone.MeasuredBoot
{
    /// <summary>
    /// What came of measuring this boot. Only Measured is good. Every other state is final until the TPM is reset: what there was
    /// to extend has got error separators, if the TPM took them, and no quote of it can be trusted.
    /// </summary>
    public enum MeasuredBootState
    {
        /// <summary>Nothing has been measured yet.</summary>
        NotMeasured = 0,

        /// <summary>Everything that was due was measured and logged; after Close, the PCRs are closed as well.</summary>
        Measured,

        /// <summary>The TPM did not say which PCRs it has, or how they stand.</summary>
        TpmFailed,

        /// <summary>The TPM has no SHA-256 bank with the plan's PCRs; none was extended.</summary>
        BankMissing,

        /// <summary>The PCRs were not zero: the board was reset, but the TPM was not, or somebody was here before.</summary>
        TpmNotReset,

        /// <summary>The image is empty.</summary>
        ImageMissing,

        /// <summary>There is no configuration, or none that could be read: its length is 0 or above the limit.</summary>
        ConfigMissing,

        /// <summary>The configuration starts a component that the image has no digest of, or cannot be read for what it starts.</summary>
        ComponentUnknown,

        /// <summary>The TPM refused an extend, or was lost during one.</summary>
        ExtendFailed,

        /// <summary>The event log is too small for the plan's events.</summary>
        LogFull,

        /// <summary>All was measured, and then found not to be usable: the configuration is not valid, for one.</summary>
        Condemned,
    }
}
