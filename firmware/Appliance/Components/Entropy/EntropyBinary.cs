// SPDX-License-Identifier: MIT
using Wardstone.Runtime;

namespace Wardstone.Components
{
    /// <summary>entropy: provides Entropy; needs the TPM as a file or as Tpm.</summary>
    public sealed class EntropyBinary : Binary
    {
        public override string Name => "entropy";

        public override Component Create() => new EntropyComponent();

        public override Portal CreatePortal(string service) => service == "Entropy" ? new EntropyPortal() : null;
    }
}
