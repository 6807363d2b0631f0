// SPDX-License-Identifier: MIT
using Wardstone.MeasuredBoot;
using Wardstone.Runtime;

namespace Wardstone.Components
{
    /// <summary>measured_boot: provides MeasuredBoot; needs the TPM as a file or as Tpm, and the parent's BootRecord.</summary>
    public sealed class MeasuredBootBinary : Binary
    {
        public override string Name => "measured_boot";

        public override Component Create() => new MeasuredBootComponent();

        public override Portal CreatePortal(string service) => service == "MeasuredBoot" ? new MeasuredBootPortal() : null;
    }
}
