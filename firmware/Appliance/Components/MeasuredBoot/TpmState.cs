// SPDX-License-Identifier: MIT
// Where the TPM stands after a good boot, from the answers of its commands. A TPM that is lost while the board serves is a state of
// its own; one that answers again is not lost any more, and what it then says of its PCRs is for the host to judge. That a
// component on the way died says nothing of the TPM.

using Wardstone.Tpm;

namespace Wardstone.Components
{
    /// <summary>ready, tpm-lost or key-failed (firmware/Appliance/README.md, "States").</summary>
    internal sealed class TpmState
    {
        private TpmRc _lost;
        private TpmRc _keyFailed;

        /// <param name="follows">Whether the boot was good: else its own state is the last.</param>
        public TpmState(bool follows) => Follows = follows;

        public bool Follows { get; }

        public string Name { get; private set; } = "ready";

        public string Reason { get; private set; } = "";

        public bool IsGood => _lost == TpmRc.Success && _keyFailed == TpmRc.Success;

        /// <summary>Takes note of how the attestation key's derivation ended.</summary>
        public void KeyDerived(TpmRc rc) => _keyFailed = Follows && !TpmClient.IsAway(rc) && !IsLoss(rc) ? rc : TpmRc.Success;

        /// <summary>Takes note of how a command ended.</summary>
        /// <returns>Whether that changed the state's name.</returns>
        public bool Note(TpmRc rc)
        {
            if (!Follows || TpmClient.IsAway(rc))
            {
                return false;
            }

            _lost = !IsLoss(rc) ? TpmRc.Success : _lost == TpmRc.Success ? rc : _lost;
            string name = _lost != TpmRc.Success ? "tpm-lost" : _keyFailed != TpmRc.Success ? "key-failed" : "ready";
            bool changed = name != Name;
            if (changed)
            {
                Name = name;
                Reason = IsGood ? ""
                    : _lost != TpmRc.Success ? "the TPM stopped answering: " + Code(_lost)
                    : "no attestation key: " + Code(_keyFailed);
            }

            return changed;
        }

        private static bool IsLoss(TpmRc rc) => rc == TpmRc.BadTag || ((uint)rc >= (uint)TpmRc.IoTimeout && rc < TpmRc.CommandTooLong);

        private static string Code(TpmRc rc) => "TPM_RC 0x" + ((uint)rc).ToString("X8");
    }
}
