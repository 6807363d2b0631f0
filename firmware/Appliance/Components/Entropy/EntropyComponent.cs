// SPDX-License-Identifier: MIT
// Random bytes from the TPM's generator, none of which is given away untested. The tests find a source that broke, such as a
// generator that is stuck; they cannot find one that lies well.
// The first bytes are drawn when the first client asks, not when the component starts: a TPM that is away for a moment then costs no start.

using Wardstone.Runtime;
using Wardstone.Tpm;
using Wardstone.Vfs;

namespace Wardstone.Components
{
    /// <summary>The component behind <see cref="EntropyBinary"/>.</summary>
    /// <remarks>
    /// config
    ///   tpm: PATH              the TPM's file; without it, the service Tpm
    /// </remarks>
    public sealed class EntropyComponent : Component
    {
        private EntropySession _session;

        public override void Construct(Env env)
        {
            ICharDevice tpm = DeviceRequest.Make(env, "tpm", "Tpm");
            if (tpm != null)
            {
                _session = new EntropySession(env.Log, new TpmClient(tpm, EntropySession.BufferSize));
            }
        }

        public override object Open(string service, string label) => _session;
    }
}
