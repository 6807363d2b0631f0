// SPDX-License-Identifier: MIT
// What was measured at this boot, for those who want proof. The measuring was over before any component ran, and its record is the
// system's memory: this component reads it, and can neither change it nor lose it when it dies. The attestation key is
// derived again by each instance, and is the same each time.

using Wardstone.MeasuredBoot;
using Wardstone.Runtime;
using Wardstone.Tpm;

namespace Wardstone.Components
{
    /// <summary>The component behind <see cref="MeasuredBootBinary"/>. Nothing to configure.</summary>
    public sealed class MeasuredBootComponent : Component
    {
        private MeasuredBootSession _session;

        public override void Construct(Env env)
        {
            if (env.HasNoConfig())
            {
                IBootRecordSession record = (IBootRecordSession)env.Request("BootRecord", "");
                TpmClient tpm = new TpmClient((ICharDevice)env.Request("Tpm", ""));
                _session = new MeasuredBootSession(env.Log, record, tpm);
            }
        }

        public override object Open(string service, string label) => _session;
    }
}
