// SPDX-License-Identifier: MIT
// Which PCR holds what, and what each event's data is: the contract between the board that measures and the host that
// computes the same values from the build output. README.md beside this file says it in prose; change both together.

namespace Wardstone.MeasuredBoot
{
    /// <summary>The PCR plan.</summary>
    public static class PcrPlan
    {
        /// <summary>The firmware: its version and build id, then the bytes of its image.</summary>
        public const int FirmwarePcr = 0;

        /// <summary>The platform: the board's name, then the configuration.</summary>
        public const int PlatformPcr = 1;

        /// <summary>The components: one event each, in the order in which the configuration has them.</summary>
        public const int ComponentsPcr = 2;

        /// <summary>PCRs 0 to this one, without it, are the plan's.</summary>
        public const int PcrCount = 3;

        /// <summary>The plan's PCRs as a set: bit n is PCR n.</summary>
        public const uint Pcrs = (1u << PcrCount) - 1;

        /// <summary>Data of the SCrtmVersion event: the version in NUL-padded ASCII, then the build id, as in the image header.</summary>
        public const int VersionSize = 16;

        /// <summary>Bytes of the build id, which follows the version.</summary>
        public const int BuildIdSize = 32;

        /// <summary>Data of the NonHostCode event, in ASCII. Its digest is that of the image's bytes.</summary>
        public const string ImageName = "firmware.bin";

        /// <summary>Data of the NonHostConfig event, in ASCII. Its digest is that of the configuration's text.</summary>
        public const string ConfigName = "init.hid";

        /// <summary>Most bytes of a board's name, which is the data of the NonHostInfo event, in ASCII.</summary>
        public const int MaxBoardName = 32;

        /// <summary>
        /// Data of an EventTag event, a TCG_PCClientTaggedEvent: this number ("WCMP" as bytes) and the size of what follows, both
        /// little-endian u32; then one byte with the length of the component's name, the name in ASCII, the SHA-256 of the IL that its
        /// binary was compiled from, and the bytes of its stanza.
        /// </summary>
        public const uint ComponentTag = 0x504D4357;

        /// <summary>Bytes of tag and size.</summary>
        public const int TagHeaderSize = 8;

        /// <summary>Most bytes of a component's name, with those of the subsystems that it is in.</summary>
        public const int MaxComponentName = 63;

        /// <summary>Bytes of the digest of a component's IL.</summary>
        public const int CodeDigestSize = 32;

        /// <summary>Data of a separator, a little-endian u32: everything was measured.</summary>
        public const uint SeparatorOk = 0;

        /// <summary>Data of a separator that closes a PCR because the measurement failed.</summary>
        public const uint SeparatorError = 1;
    }
}
