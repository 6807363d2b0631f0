// SPDX-License-Identifier: MIT
// Commands byte for byte, and the header of what comes back. That the bytes are the right ones a real TPM says (tests/Host).

using System;
using nanoFramework.TestFramework;
using Wardstone.Runtime;
using Wardstone.Tpm;
using Wardstone.Tpm.Commands;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class TpmCommandTests
    {
        private const string GetRandom3 = "80 01 00 00 00 0c 00 00 01 7b 00 03";
        private const string Read3 = "80 01 00 00 00 14 00 00 01 7e 00 00 00 01 00 0b 03 07 00 00";
        private const string Digest = " 0020 0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20";

        [TestMethod]
        [DataRow("good", "8001 0000000f 00000000 0003 112233", 0u)]
        [DataRow("fewer than asked", "8001 0000000e 00000000 0002 1122", 0u)]
        [DataRow("nothing", "8001 0000000c 00000000 0000", (uint)TpmRc.ResponseCount)]
        [DataRow("more than asked", "8001 00000010 00000000 0004 11223344", (uint)TpmRc.ResponseCount)]
        [DataRow("shorter than a header", "8001 00000009 000000", (uint)TpmRc.ResponseShort)]
        [DataRow("a header only", "8001 0000000a 00000000", (uint)TpmRc.ResponseShort)]
        [DataRow("a size beyond the end", "8001 0000000e 00000000 0003 1122", (uint)TpmRc.ResponseShort)]
        [DataRow("bytes behind", "8001 00000010 00000000 0003 112233 44", (uint)TpmRc.ResponseTrailing)]
        [DataRow("a header's size that is wrong", "8001 0000000e 00000000 0003 112233", (uint)TpmRc.ResponseSize)]
        [DataRow("a header's size that is absurd", "8001 ffffffff 00000000 0003 112233", (uint)TpmRc.ResponseSize)]
        [DataRow("a session that was not asked for", "8002 0000000f 00000000 0003 112233", (uint)TpmRc.ResponseTag)]
        [DataRow("another tag", "00c4 0000000a 00000000", (uint)TpmRc.ResponseTag)]
        [DataRow("TPM 1.2", "00c4 0000000a 0000001e", (uint)TpmRc.BadTag)]
        [DataRow("an error", "8001 0000000a 00000101", (uint)TpmRc.Failure)]
        [DataRow("an error with a parameter's number", "8001 0000000a 000001c4", 0x1C4u)]
        [DataRow("an error with sessions", "8002 0000000a 00000101", (uint)TpmRc.ResponseTag)]
        [DataRow("an error and more", "8001 0000000b 00000101 00", (uint)TpmRc.ResponseTrailing)]
        [DataRow("a code of our own layers", "8001 0000000a 00010001", (uint)TpmRc.ResponseCode)]
        [DataRow("a bus without a TPM", "!8", (uint)TpmRc.IoNotPresent)]
        [DataRow("a TPM that hangs", "!1", (uint)TpmRc.IoTimeout)]
        public void ResponsesOfGetRandom(string what, string response, uint code)
        {
            byte[] bytes = { 1, 1, 1 };
            CannedTpm tpm = new CannedTpm(
                GetRandom3, response, "80 01 00 00 00 0c 00 00 01 7b 00 01", "8001 0000000d 00000000 0001 33");
            Assert.AreEqual(code, (uint)GetRandom.Execute(new TpmClient(tpm), bytes), what);
            Assert.AreEqual(code == 0 ? "11 22 33" : "00 00 00", Hex.Text(bytes), what);
        }

        [TestMethod]
        public void EveryIoStatusHasItsCode()
        {
            for (int status = 1; status <= (int)IoStatus.Unhealthy; status++)
            {
                CannedTpm tpm = new CannedTpm(GetRandom3, "!" + status.ToString());
                Assert.AreEqual(0x10000u + (uint)status, (uint)GetRandom.Execute(new TpmClient(tpm), new byte[3]));
            }
        }

        [TestMethod]
        [DataRow("8001 0000000a 00000922")]
        [DataRow("8001 0000000a 00000908")]
        [DataRow("8001 0000000a 0000090a")]
        public void ACommandThatDidNotRunIsSentAgain(string response)
        {
            byte[] bytes = new byte[3];
            CannedTpm tpm = new CannedTpm(
                GetRandom3, response, GetRandom3, response, GetRandom3, "8001 0000000f 00000000 0003 112233");
            Assert.AreEqual(0u, (uint)GetRandom.Execute(new TpmClient(tpm), bytes));
            Assert.AreEqual("11 22 33", Hex.Text(bytes));
            Assert.AreEqual(3, tpm.Count);
        }

        [TestMethod]
        public void AnAnswerThatWasLostIsNotAskedForAgain()
        {
            CannedTpm tpm = new CannedTpm(GetRandom3, "!3");
            Assert.AreEqual((uint)TpmRc.IoPartialTransfer, (uint)GetRandom.Execute(new TpmClient(tpm), new byte[3]));
            Assert.AreEqual(1, tpm.Count);
        }

        [TestMethod]
        public void ACommandThatDoesNotFitIsNotSent()
        {
            CannedTpm tpm = new CannedTpm("", "");
            Assert.AreEqual((uint)TpmRc.CommandTooLong, (uint)GetRandom.Execute(new TpmClient(tpm, 11), new byte[3]));
            Assert.AreEqual(0, tpm.Count);
        }

        [TestMethod]
        public void OneExtendForEveryBank()
        {
            TpmlDigestValues digests = new TpmlDigestValues(2);
            digests.Add(TpmAlgId.Sha256)[31] = 1;
            digests.Add(TpmAlgId.Sha1)[19] = 2;
            string command = "80 02 00 00 00 57 00 00 01 82 00 00 00 05 00 00 00 09 40 00 00 09 00 00 01 00 00 00 00 00 02"
                + " 00 0b" + Zeros(31) + " 01 00 04" + Zeros(19) + " 02";
            CannedTpm tpm = new CannedTpm(command, "8002 00000013 00000000 00000000 0000 01 0000");
            Assert.AreEqual(0u, (uint)PcrExtend.Execute(new TpmClient(tpm), 5, digests));
        }

        [TestMethod]
        [DataRow("good", "00000009 00000001 000b03070000 00000003", 3, 0u)]
        [DataRow("a gap", "00000009 00000001 000b03050000 00000002", 2, (uint)TpmRc.PcrMissing)]
        [DataRow("none", "00000009 00000001 000b03000000 00000000", 0, (uint)TpmRc.PcrMissing)]
        [DataRow("one that was not asked for", "00000009 00000001 000b030f0000 00000004", 4, (uint)TpmRc.ResponseValue)]
        [DataRow("another bank", "00000009 00000001 000c03070000 00000003", 3, (uint)TpmRc.ResponseValue)]
        [DataRow("two banks", "00000009 00000002 000b03070000 000b03000000 00000003", 3, (uint)TpmRc.ResponseCount)]
        [DataRow("no bank", "00000009 00000000 00000003", 3, (uint)TpmRc.ResponseCount)]
        [DataRow("a wrong count", "00000009 00000001 000b03070000 00000002", 3, (uint)TpmRc.ResponseCount)]
        [DataRow("fewer than said", "00000009 00000001 000b03070000 00000003", 2, (uint)TpmRc.ResponseShort)]
        [DataRow("more than said", "00000009 00000001 000b03070000 00000003", 4, (uint)TpmRc.ResponseTrailing)]
        public void ResponsesOfPcrRead(string what, string start, int digests, uint code)
        {
            for (int i = 0; i < digests; i++)
            {
                start += Digest;
            }

            byte[] values = new byte[96];
            CannedTpm tpm = new CannedTpm(Read3, Success(start));
            Assert.AreEqual(code, (uint)PcrRead.Execute(new TpmClient(tpm), Pcrs(7), values, out _), what);
        }

        [TestMethod]
        public void PcrReadAsksForTheRest()
        {
            byte[] values = new byte[96];
            CannedTpm tpm = new CannedTpm(
                Read3, Success("00000009 00000001 000b03010000 00000001" + Digest),
                "80 01 00 00 00 14 00 00 01 7e 00 00 00 01 00 0b 03 06 00 00",
                Success("00000009 00000001 000b03060000 00000002" + Digest + Digest));
            Assert.AreEqual(0u, (uint)PcrRead.Execute(new TpmClient(tpm), Pcrs(7), values, out uint counter));
            Assert.AreEqual(9u, counter);
            Assert.AreEqual(32, (int)values[95]);
        }

        [TestMethod]
        public void PcrReadBeginsAgainWhenAPcrChangesMeanwhile()
        {
            CannedTpm tpm = new CannedTpm(
                Read3, Success("00000009 00000001 000b03010000 00000001" + Digest),
                "80 01 00 00 00 14 00 00 01 7e 00 00 00 01 00 0b 03 06 00 00",
                Success("0000000a 00000001 000b03060000 00000002" + Digest + Digest),
                Read3, Success("0000000a 00000001 000b03070000 00000003" + Digest + Digest + Digest));
            Assert.AreEqual(0u, (uint)PcrRead.Execute(new TpmClient(tpm), Pcrs(7), new byte[96], out uint counter));
            Assert.AreEqual(10u, counter);
            Assert.AreEqual(3, tpm.Count);
        }

        [TestMethod]
        [DataRow("good", "00 00000006 00000001 00000105 41424344", 0u)]
        [DataRow("the next one", "01 00000006 00000001 00000106 41424344", (uint)TpmRc.PropertyMissing)]
        [DataRow("none", "00 00000006 00000000", (uint)TpmRc.PropertyMissing)]
        [DataRow("two", "00 00000006 00000002 00000105 41424344 00000106 41424344", (uint)TpmRc.ResponseCount)]
        [DataRow("another list", "00 00000005 00000001 00000105 41424344", (uint)TpmRc.ResponseValue)]
        [DataRow("neither yes nor no", "02 00000006 00000001 00000105 41424344", (uint)TpmRc.ResponseValue)]
        [DataRow("cut", "00 00000006 00000001 00000105 414243", (uint)TpmRc.ResponseShort)]
        [DataRow("bytes behind", "00 00000006 00000001 00000105 41424344 00", (uint)TpmRc.ResponseTrailing)]
        public void ResponsesOfGetCapability(string what, string response, uint code)
        {
            CannedTpm tpm = new CannedTpm("80 01 00 00 00 16 00 00 01 7a 00 00 00 06 00 00 01 05 00 00 00 01", Success(response));
            Assert.AreEqual(code, (uint)GetCapability.Property(new TpmClient(tpm), TpmPt.Manufacturer, out uint value), what);
            Assert.AreEqual(code == 0 ? 0x41424344u : 0u, value, what);
        }

        private static string Success(string rest)
        {
            int length = 10 + Hex.Bytes(rest).Length;
            return "8001 0000" + length.ToString("x4") + " 00000000 " + rest;
        }

        private static TpmlPcrSelection Pcrs(uint pcrs)
        {
            TpmlPcrSelection selection = new TpmlPcrSelection(1);
            Assert.IsTrue(selection.TryAdd(TpmAlgId.Sha256, pcrs));
            return selection;
        }

        private static string Zeros(int count)
        {
            string text = "";
            for (int i = 0; i < count; i++)
            {
                text += " 00";
            }

            return text;
        }
    }
}
