// SPDX-License-Identifier: MIT
// The marshalling of fields, and what it does at the end of its buffer.

using System;
using nanoFramework.TestFramework;
using Wardstone.Tpm;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class TpmWireTests
    {
        [TestMethod]
        public void FieldsAreBigEndian()
        {
            byte[] buffer = new byte[20];
            TpmWriter writer = new TpmWriter(buffer);
            writer.U8(0x01);
            writer.U16(0x2345);
            writer.U32(0x6789ABCD);
            writer.Sized(new byte[] { 0xEF, 0x10 });
            writer.Bytes(new byte[] { 0x32 });
            Assert.IsFalse(writer.Failed);
            Assert.AreEqual(8, writer.Left);
            Assert.AreEqual("01 23 45 67 89 ab cd 00 02 ef 10 32", Hex.Text(new SpanByte(buffer, 0, 12)));

            TpmReader reader = new TpmReader(new SpanByte(buffer, 0, 12));
            Assert.AreEqual(0x01, (int)reader.U8());
            Assert.AreEqual(0x2345, (int)reader.U16());
            Assert.AreEqual(0x6789ABCDu, reader.U32());
            Assert.AreEqual("ef 10", Hex.Text(reader.Sized()));
            Assert.AreEqual("32", Hex.Text(reader.Bytes(1)));
            Assert.IsTrue(reader.End() == TpmRc.Success);
        }

        [TestMethod]
        public void EightBytesKeepTheirHighHalf()
        {
            TpmReader reader = new TpmReader(Hex.Bytes("fedcba9876543210"));
            Assert.AreEqual(0xFEDCBA9876543210ul, reader.U64());
        }

        [TestMethod]
        public void AFieldThatDoesNotFitWritesNothingAndFailsForGood()
        {
            byte[] buffer = { 0xAA, 0xAA, 0xAA, 0xAA, 0xAA };
            TpmWriter writer = new TpmWriter(new SpanByte(buffer, 0, 4));
            writer.U8(1);
            writer.U32(2);
            Assert.IsTrue(writer.Failed);
            writer.U8(3);
            writer.Bytes(SpanByte.Empty);
            Assert.IsTrue(writer.Failed);
            Assert.AreEqual("01 aa aa aa aa", Hex.Text(buffer));
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("00")]
        [DataRow("00 03 11 22")]
        [DataRow("ff ff 11 22")]
        public void ASizeBeyondTheEndReadsAsEmptyAndFailsForGood(string bytes)
        {
            TpmReader reader = new TpmReader(Hex.Bytes(bytes));
            Assert.AreEqual(0, reader.Sized().Length);
            Assert.IsTrue(reader.Failed);
            Assert.AreEqual(0, (int)reader.U8());
            Assert.AreEqual(0, reader.Left);
            Assert.IsTrue(reader.End() == TpmRc.ResponseShort);
        }

        [TestMethod]
        [DataRow(-1)]
        [DataRow(-2147483648)]
        [DataRow(2147483647)]
        [DataRow(3)]
        public void ACountThatIsNotThereFails(int count)
        {
            TpmReader reader = new TpmReader(new byte[2]);
            Assert.AreEqual(0, reader.Bytes(count).Length);
            Assert.IsTrue(reader.Failed);
        }

        [TestMethod]
        [DataRow("empty", "00000000 0000 01 0000", "", true)]
        [DataRow("two bytes", "00000002 1122 0000 01 0000", "11 22", true)]
        [DataRow("size too small", "00000001 1122 0000 01 0000", "", false)]
        [DataRow("size too large", "00000003 1122 0000 01 0000", "", false)]
        [DataRow("size negative", "ffffffff 1122 0000 01 0000", "", false)]
        [DataRow("a nonce", "00000002 1122 0001 01 0000", "", false)]
        [DataRow("an HMAC", "00000002 1122 0000 01 0001", "", false)]
        [DataRow("a second session", "00000002 1122 0000 01 0000 0000 01 0000", "", false)]
        [DataRow("no session", "00000002 1122", "", false)]
        [DataRow("not even a size", "000000", "", false)]
        public void ParametersEndWhereThePasswordSessionBegins(string what, string bytes, string parameters, bool good)
        {
            TpmReader reader = new TpmReader(Hex.Bytes(bytes));
            reader.PasswordParameters();
            Assert.AreEqual(!good, reader.Failed, what);
            Assert.AreEqual(parameters, Hex.Text(reader.Bytes(reader.Left)), what);
        }

        [TestMethod]
        [DataRow("one bank", "00000001 000b 03 070080", true)]
        [DataRow("a longer map", "00000001 000b 04 07008000", true)]
        [DataRow("a PCR above 23", "00000001 000b 04 07008001", false)]
        [DataRow("a shorter map", "00000001 000b 01 07", true)]
        [DataRow("more banks than there is room for", "00000002 000b 01 07 000c 01 07", false)]
        [DataRow("fewer banks than said", "00000002 000b 01 07", false)]
        [DataRow("a count that is absurd", "ffffffff 000b 01 07", false)]
        public void ASelectionIsReadOrEmpty(string what, string bytes, bool good)
        {
            TpmlPcrSelection selection = new TpmlPcrSelection(1);
            TpmReader reader = new TpmReader(Hex.Bytes(bytes));
            Assert.AreEqual(good, selection.TryRead(ref reader), what);
            Assert.AreEqual(good ? 1 : 0, selection.Count, what);
            Assert.IsTrue(!good || (selection.PcrsAt(0) & 0xFF) == 7, what);
        }

        [TestMethod]
        [DataRow(0x000u, "TPM_RC_SUCCESS")]
        [DataRow(0x100u, "TPM_RC_INITIALIZE")]
        [DataRow(0x084u, "TPM_RC_VALUE")]
        [DataRow(0x2C4u, "TPM_RC_VALUE, parameter 2")]
        [DataRow(0xFC4u, "TPM_RC_VALUE, parameter 15")]
        [DataRow(0x18Bu, "TPM_RC_HANDLE, handle 1")]
        [DataRow(0x9A2u, "TPM_RC_BAD_AUTH, session 1")]
        [DataRow(0x921u, "TPM_RC_LOCKOUT")]
        [DataRow(0x10008u, "there is no TPM")]
        [DataRow(0x7FFu, "code 0x000000BF, parameter 7")]
        [DataRow(0x12345678u, "code 0x12345678")]
        public void CodesHaveNames(uint code, string name) => Assert.AreEqual(name, TpmRcText.Of((TpmRc)code));

        [TestMethod]
        public void TheTemplateOfTheAttestationKey()
        {
            // ECC, SHA-256, attributes, no policy, no symmetric, ECDSA with SHA-256, P-256, no KDF, no point.
            Assert.AreEqual(
                "00 23 00 0b 00 05 04 72 00 00 00 10 00 18 00 0b 00 03 00 10 00 00 00 00", Hex.Text(AttestationKey.Template()));
            Assert.IsTrue(TpmtPublic.Read(AttestationKey.Template(), out TpmtPublic template) == TpmRc.Success);
            Assert.IsFalse(AttestationKey.Matches(template), "a template has no point");
        }
    }
}
