// SPDX-License-Identifier: MIT
// The TPM's driver as a component: its clients' commands, one after the other, each whole. It starts no TPM, which the measured boot
// has done by now, and looks into no command. An instance that follows one that died finds the TPM anew, and whatever
// command was under way there is aborted.
// Secrets: commands and responses stay in the client's memory, but for the frame that is on its way to the bus. Nothing is logged.

using Wardstone.Drivers;
using Wardstone.Runtime;

namespace Wardstone.Components
{
    /// <summary>The component behind <see cref="TpmBinary"/>. Nothing to configure.</summary>
    public sealed class TpmComponent : Component
    {
        private TpmFifo _fifo;

        public override void Construct(Env env)
        {
            if (env.HasNoConfig())
            {
                _fifo = new TpmFifo(new TpmI2cRegisters((IBusDevice)env.Request("Bus", "tpm")));
            }
        }

        public override object Open(string service, string label) => _fifo;
    }
}
