// SPDX-License-Identifier: MIT
// The start-up ladder: from a TPM in any state to a started one, or to the name of what is wrong with it (Part 1, section 12.2).
// It sends no more than it needs: Startup and one look at the lockout; the rest only when a TPM asks for it.

using System.Threading;
using Wardstone.Runtime;
using Wardstone.Tpm.Commands;

namespace Wardstone.Tpm
{
    /// <summary>In which state the ladder found or left the TPM. The first four are good: commands may follow.</summary>
    public enum TpmStartupState
    {
        /// <summary>It had just been reset, and is started now.</summary>
        Started = 0,

        /// <summary>It was started already: its PCRs may have been extended before this boot.</summary>
        AlreadyStarted,

        /// <summary>Started; what is under dictionary-attack protection is refused for now.</summary>
        StartedInLockout,

        /// <summary>Both of the two above.</summary>
        AlreadyStartedInLockout,

        /// <summary>Nothing answers as a TPM there.</summary>
        Absent,

        /// <summary>It is there, but doesn't answer within the bounds or the bus fails.</summary>
        NotResponding,

        /// <summary>It answers, but not as a TPM 2.0 does: a TPM 1.2, or noise.</summary>
        Malformed,

        /// <summary>Its self-tests still run after all the time that was given to them.</summary>
        SelfTestRunning,

        /// <summary>The self-tests that it asked for failed: it is in failure mode until it is reset.</summary>
        SelfTestFailed,

        /// <summary>It was in failure mode before the ladder began, and stays in it until it is reset.</summary>
        FailureMode,

        /// <summary>It must be reset before it does anything else.</summary>
        NeedsReboot,

        /// <summary>It is in the middle of a firmware upgrade.</summary>
        FieldUpgrade,

        /// <summary>It refused a command with a code that the ladder has no name for; Run returns it.</summary>
        Refused,
    }

    /// <summary>Starts a TPM.</summary>
    public static class TpmStartup
    {
        private const int SelfTestPollMs = 50;
        private const int SelfTestTimeoutMs = 20_000;

        /// <summary>Climbs the ladder.</summary>
        /// <param name="state">What there is now, whatever is returned.</param>
        /// <returns>Success if commands may follow, else the code that ended it.</returns>
        public static TpmRc Run(TpmClient client, out TpmStartupState state)
        {
            TpmRc rc = Startup.Execute(client, TpmSu.Clear);
            bool already = rc == TpmRc.Initialize;
            uint permanent = 0;
            if (rc == TpmRc.Success || already)
            {
                rc = GetCapability.Property(client, TpmPt.Permanent, out permanent);
            }

            // Some TPMs do nothing at all before a full self-test.
            if (rc == TpmRc.NeedsTest)
            {
                rc = TestAll(client);
                if (rc == TpmRc.Failure)
                {
                    state = TpmStartupState.SelfTestFailed;
                    return rc;
                }

                if (rc == TpmRc.Success)
                {
                    rc = GetCapability.Property(client, TpmPt.Permanent, out permanent);
                }
            }

            bool inLockout = (permanent & (uint)TpmaPermanent.InLockout) != 0;
            state = rc == TpmRc.Success ? Good(already, inLockout) : Bad(rc);
            return rc;
        }

        private static TpmRc TestAll(TpmClient client)
        {
            TpmRc rc = SelfTest.Execute(client, true);
            Deadline deadline = Deadline.After(SelfTestTimeoutMs);
            while (rc == TpmRc.Testing && !deadline.HasPassed)
            {
                Thread.Sleep(SelfTestPollMs);
                rc = GetTestResult.Execute(client, out _, out TpmRc testResult);
                if (rc == TpmRc.Success)
                {
                    rc = testResult;
                }
            }

            return rc;
        }

        private static TpmStartupState Good(bool already, bool inLockout)
        {
            if (inLockout)
            {
                return already ? TpmStartupState.AlreadyStartedInLockout : TpmStartupState.StartedInLockout;
            }

            return already ? TpmStartupState.AlreadyStarted : TpmStartupState.Started;
        }

        private static TpmStartupState Bad(TpmRc rc)
        {
            switch (rc)
            {
                case TpmRc.IoNotPresent:
                case TpmRc.IoNotAcknowledged:
                    return TpmStartupState.Absent;
                case TpmRc.Testing:
                    return TpmStartupState.SelfTestRunning;
                case TpmRc.Failure:
                    return TpmStartupState.FailureMode;
                case TpmRc.Reboot:
                    return TpmStartupState.NeedsReboot;
                case TpmRc.Upgrade:
                    return TpmStartupState.FieldUpgrade;
                case TpmRc.BadTag:
                    return TpmStartupState.Malformed;
            }

            if (rc >= TpmRc.ResponseShort && rc <= TpmRc.ResponseValue)
            {
                return TpmStartupState.Malformed;
            }

            return TpmClient.IsIo(rc) ? TpmStartupState.NotResponding : TpmStartupState.Refused;
        }
    }
}
