// SPDX-License-Identifier: MIT
// What was measured at this boot, for those who want proof. The measuring was over before any component ran, and its record is the
// system's memory: this component reads it, and can neither change it nor lose it when it dies. The attestation key is
// derived again by each instance, and is the same each time.

using Wardstone.MeasuredBoot;
using Wardstone.Runtime;
using Wardstone.Tpm;
using Wardstone.Vfs;

namespace Wardstone.Components
{
    /// <summary>The component behind <see cref="MeasuredBootBinary"/>.</summary>
    /// <remarks>
    /// config
    ///   tpm: PATH              the TPM's file; without it, the service Tpm
    /// </remarks>
    public sealed class MeasuredBootComponent : Component
    {
        private MeasuredBootSession _session;

        public override void Construct(Env env)
        {
            ICharDevice tpm = DeviceRequest.Make(env, "tpm", "Tpm");
            if (tpm != null)
            {
                IBootRecordSession record = (IBootRecordSession)env.Request("BootRecord", "");
                _session = new MeasuredBootSession(env.Log, record, new TpmClient(tpm));
            }
        }

        public override object Open(string service, string label) => _session;
    }
}
