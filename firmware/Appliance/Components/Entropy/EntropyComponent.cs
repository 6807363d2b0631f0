// SPDX-License-Identifier: MIT
// Random bytes from the TPM's generator, none of which is given away untested. The tests find a source that broke, such as a
// generator that is stuck; they cannot find one that lies well.
// The first bytes are drawn when the first client asks, not when the component starts: a TPM that is away for a moment then costs no start.

using Wardstone.Runtime;
using Wardstone.Tpm;

namespace Wardstone.Components
{
    /// <summary>The component behind <see cref="EntropyBinary"/>. Nothing to configure.</summary>
    public sealed class EntropyComponent : Component
    {
        private EntropySession _session;

        public override void Construct(Env env)
        {
            if (env.HasNoConfig())
            {
                _session = new EntropySession(env.Log, new TpmClient((ICharDevice)env.Request("Tpm", ""), EntropySession.BufferSize));
            }
        }

        public override object Open(string service, string label) => _session;
    }
}
