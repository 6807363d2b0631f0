// SPDX-License-Identifier: MIT
// What a board hands to the appliance. It names facts of the board and of the image, never anything that is configured: the way
// to the TPM is needed before the configuration may be looked at.

using Wardstone.Runtime;

namespace Wardstone.Appliance
{
    /// <summary>The board under the appliance.</summary>
    public sealed class Platform
    {
        /// <summary>The board's name as the image header has it; ASCII, at most 32 characters.</summary>
        public string Board;

        /// <summary>The firmware's version as the image header has it; ASCII, at most 16 characters.</summary>
        public string Version;

        /// <summary>The build id as the image header has it; 32 bytes.</summary>
        public byte[] BuildId;

        /// <summary>The image, exactly the bytes of firmware.bin.</summary>
        public IRomSession Image;

        /// <summary>The image's component table.</summary>
        public IRomSession Components;

        /// <summary>The text of init.hid, as it will be measured and parsed.</summary>
        public IRomSession Config;

        /// <summary>The TPM that the board owns, for the boot. Components have a driver of their own; where two of them cannot be open at
        /// once, this one is an IDisposable, which is disposed of before the components start.</summary>
        public ICharDevice Tpm;

        /// <summary>The console, for what is said before and beside the components.</summary>
        public ILogSession Log;

        /// <summary>What components run on.</summary>
        public Runtime.Kernel Kernel;

        /// <summary>What the board gives to components: the Terminals "console" and "link", the Log "ring", the Roms "log" and "config",
        /// and what else it has.</summary>
        public ParentSession[] Parents;
    }
}
