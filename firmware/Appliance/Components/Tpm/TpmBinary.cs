// SPDX-License-Identifier: MIT
using Wardstone.Runtime;

namespace Wardstone.Components
{
    /// <summary>tpm: provides Tpm; needs the I2c "tpm".</summary>
    public sealed class TpmBinary : Binary
    {
        public override string Name => "tpm";

        public override Component Create() => new TpmComponent();

        public override Portal CreatePortal(string service) => service == "Tpm" ? new CharPortal() : null;
    }
}
