// SPDX-License-Identifier: MIT
// The named states that a boot ends in, the same on the console and on the link: a name that programs compare, and a reason for people.
// firmware/Appliance/README.md lists them with what the board does in each.

using Wardstone.Link;
using Wardstone.MeasuredBoot;
using Wardstone.Tpm;

namespace Wardstone.Appliance
{
    /// <summary>Where the board stands, in words.</summary>
    internal sealed class BoardState
    {
        public BoardPhase Phase { get; private set; }

        public string Name { get; private set; } = "starting";

        public string Reason { get; private set; } = "";

        public void Ready() => Set(BoardPhase.Ready, "ready", "");

        public void ConfigInvalid(string reason) => Fail("config-invalid", reason);

        /// <summary>The start-up ladder ended short of a working TPM.</summary>
        public void StartupFailed(TpmStartupState state, TpmRc rc)
        {
            switch (state)
            {
                case TpmStartupState.Absent: Fail("tpm-absent", "no TPM answers at its address: " + Code(rc)); break;
                case TpmStartupState.NotResponding: Fail("tpm-not-responding", "the TPM or its bus hangs: " + Code(rc)); break;
                case TpmStartupState.Malformed: Fail("tpm-malformed", "what answers is no TPM 2.0: " + Code(rc)); break;
                case TpmStartupState.SelfTestRunning: Fail("tpm-self-test-running", "its self-test does not end"); break;
                case TpmStartupState.SelfTestFailed: Fail("tpm-self-test-failed", "its self-test failed: " + Code(rc)); break;
                case TpmStartupState.FailureMode: Fail("tpm-failure-mode", "it must be reset, or is broken"); break;
                case TpmStartupState.NeedsReboot: Fail("tpm-needs-reboot", "it must be reset first"); break;
                case TpmStartupState.FieldUpgrade: Fail("tpm-field-upgrade", "it is in a firmware upgrade"); break;
                default: Fail("tpm-refused", "the TPM refused to start: " + Code(rc)); break;
            }
        }

        /// <summary>The measurement ended short of a closed chain.</summary>
        public void MeasurementFailed(MeasuredBootState state, TpmRc rc)
        {
            switch (state)
            {
                case MeasuredBootState.BankMissing: Fail("bank-missing", "no SHA-256 bank with PCR 0 to 2"); break;
                case MeasuredBootState.TpmNotReset: Fail("tpm-not-reset", "PCRs were extended before this boot"); break;
                case MeasuredBootState.ImageMissing: Fail("image-missing", "the image header gives no image"); break;
                case MeasuredBootState.ConfigMissing: Fail("config-missing", "its length is 0 or too large"); break;
                case MeasuredBootState.ComponentUnknown: Fail("component-unknown", "no digest of what init.hid starts"); break;
                case MeasuredBootState.ExtendFailed: Fail("extend-failed", "the TPM refused an extend: " + Code(rc)); break;
                case MeasuredBootState.LogFull: Fail("log-full", "the event log is too small"); break;
                default: Fail("tpm-failed", "the TPM did not say how its PCRs stand: " + Code(rc)); break;
            }
        }

        private static string Code(TpmRc rc) => "TPM_RC 0x" + ((uint)rc).ToString("X8");

        private void Fail(string name, string reason) => Set(BoardPhase.Failed, name, reason);

        private void Set(BoardPhase phase, string name, string reason)
        {
            Phase = phase;
            Name = name;
            Reason = reason;
        }
    }
}
