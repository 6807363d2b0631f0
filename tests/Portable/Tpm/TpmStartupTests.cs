// SPDX-License-Identifier: MIT
// The start-up ladder: for every state of a TPM, what is asked of it, in order and no more, and what the state is called.

using nanoFramework.TestFramework;
using Wardstone.Tpm;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class TpmStartupTests
    {
        private const string Startup = "80 01 00 00 00 0c 00 00 01 44 00 00";
        private const string Lockout = "80 01 00 00 00 16 00 00 01 7a 00 00 00 06 00 00 02 00 00 00 00 01";
        private const string SelfTest = "80 01 00 00 00 0b 00 00 01 43 01";
        private const string TestResult = "80 01 00 00 00 0a 00 00 01 7c";
        private const string Success = "8001 0000000a 00000000";
        private const string Unlocked = "8001 0000001b 00000000 01 00000006 00000001 00000200 00000400";
        private const string LockedOut = "8001 0000001b 00000000 01 00000006 00000001 00000200 00000600";
        private const string NeedsTest = "8001 0000000a 00000153";
        private const string Testing = "8001 0000000a 0000090a";
        private const string StillTesting = "8001 00000010 00000000 0000 0000090a";
        private const string Tested = "8001 00000010 00000000 0000 00000000";
        private const string TestFailed = "8001 00000010 00000000 0000 00000101";

        [TestMethod]
        public void Started() => Ends(TpmStartupState.Started, TpmRc.Success, Startup, Success, Lockout, Unlocked);

        [TestMethod]
        public void AlreadyStarted() =>
            Ends(TpmStartupState.AlreadyStarted, TpmRc.Success, Startup, Code("100"), Lockout, Unlocked);

        [TestMethod]
        public void InLockout()
        {
            Ends(TpmStartupState.StartedInLockout, TpmRc.Success, Startup, Success, Lockout, LockedOut);
            Ends(TpmStartupState.AlreadyStartedInLockout, TpmRc.Success, Startup, Code("100"), Lockout, LockedOut);
        }

        [TestMethod]
        public void StartedAfterASelfTest() => Ends(
            TpmStartupState.Started, TpmRc.Success, Startup, Success, Lockout, NeedsTest, SelfTest, Success, Lockout, Unlocked);

        [TestMethod]
        public void StartedAfterASelfTestInTheBackground() => Ends(
            TpmStartupState.Started, TpmRc.Success, Startup, Success, Lockout, NeedsTest, SelfTest, Testing, TestResult, StillTesting,
            TestResult, Tested, Lockout, Unlocked);

        [TestMethod]
        public void SelfTestFailed()
        {
            Ends(TpmStartupState.SelfTestFailed, TpmRc.Failure, Startup, Success, Lockout, NeedsTest, SelfTest, Code("101"));
            Ends(
                TpmStartupState.SelfTestFailed, TpmRc.Failure, Startup, Success, Lockout, NeedsTest, SelfTest, Testing, TestResult,
                TestFailed);
        }

        [TestMethod]
        public void SelfTestRunning()
        {
            CannedTpm tpm = new CannedTpm(Startup, Testing);
            Assert.AreEqual((uint)TpmRc.Testing, (uint)TpmStartup.Run(new TpmClient(tpm), out TpmStartupState state));
            Assert.AreEqual((int)TpmStartupState.SelfTestRunning, (int)state);
            Assert.IsTrue(tpm.Count > 10);
        }

        [TestMethod]
        public void RefusedFromTheStart()
        {
            Ends(TpmStartupState.FailureMode, TpmRc.Failure, Startup, Code("101"));
            Ends(TpmStartupState.NeedsReboot, TpmRc.Reboot, Startup, Code("130"));
            Ends(TpmStartupState.FieldUpgrade, TpmRc.Upgrade, Startup, Code("12d"));
            Ends(TpmStartupState.Refused, TpmRc.Locality, Startup, Code("907"));
        }

        [TestMethod]
        public void NoTpm20()
        {
            Ends(TpmStartupState.Absent, TpmRc.IoNotPresent, Startup, "!8");
            Ends(TpmStartupState.Absent, TpmRc.IoNotAcknowledged, Startup, "!2");
            Ends(TpmStartupState.NotResponding, TpmRc.IoTimeout, Startup, "!1");
            Ends(TpmStartupState.NotResponding, TpmRc.IoBusError, Startup, Success, Lockout, "!4");
            Ends(TpmStartupState.Malformed, TpmRc.BadTag, Startup, "00c4 0000000a 0000001e");
            Ends(TpmStartupState.Malformed, TpmRc.ResponseShort, Startup, "8001");
        }

        private static string Code(string code) => "8001 0000000a 00000" + code;

        private static void Ends(TpmStartupState expected, TpmRc code, params string[] script)
        {
            CannedTpm tpm = new CannedTpm(script);
            TpmRc rc = TpmStartup.Run(new TpmClient(tpm), out TpmStartupState state);
            Assert.AreEqual((uint)code, (uint)rc);
            Assert.AreEqual((int)expected, (int)state);
            Assert.AreEqual(script.Length / 2, tpm.Count, "commands");
        }
    }
}
