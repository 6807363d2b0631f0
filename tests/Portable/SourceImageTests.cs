// SPDX-License-Identifier: MIT
using nanoFramework.TestFramework;
using Wardstone.MeasuredBoot;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class SourceImageTests
    {
        private const string Names = "wardstone sources 1\nboard b\nversion 1.0\n";
        private const string Digest = "00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0eff";

        [TestMethod]
        public void ReadsNamesAndComponents()
        {
            string parts = Digest + "  firmware/Tpm\n" + Digest + "  firmware/Appliance/Components/UartLog\n";
            SourceImage image = SourceImage.Read(new TextRom(Names + parts + Digest + "  firmware/Runtime\n"));
            Assert.AreEqual("b", image.Board);
            Assert.AreEqual("1.0", image.Version);
            TextRom table = new TextRom(image.Components());
            Assert.AreEqual(2 * ComponentTable.EntrySize, table.Length);
            int code = ComponentTable.Find(table, "uart_log");
            Assert.AreEqual(Hex.Text(Hex.Bytes(Digest)), Hex.Text(table.Bytes(code, PcrPlan.CodeDigestSize)));
            Assert.AreEqual(ComponentTable.EntrySize + ComponentTable.NameSize, ComponentTable.Find(table, "init"));
            Assert.AreEqual(-1, ComponentTable.Find(table, "tpm"));
        }

        [TestMethod]
        public void BuildIdIsTheDigestOfTheText() => Assert.AreEqual(
            Hex.Text(Hex.Bytes("3f48bdc010e3fefb1a22948b73fde6a8903bf12b2a86f2a2c0bda13f2d51e8c0")),
            Hex.Text(SourceImage.Read(new TextRom(Names + Digest + "  firmware/Runtime\n")).BuildId));

        [TestMethod]
        [DataRow("")]
        [DataRow("wardstone sources 2\nboard b\nversion 1.0\n#  firmware/Runtime\n")]
        [DataRow("wardstone sources 1 \nboard b\nversion 1.0\n#  firmware/Runtime\n")]
        [DataRow("wardstone sources 1\nversion 1.0\nboard b\n#  firmware/Runtime\n")]
        [DataRow("wardstone sources 1\nboard \nversion 1.0\n#  firmware/Runtime\n")]
        [DataRow("wardstone sources 1\nboard b\nversion 1.0123456789012345\n#  firmware/Runtime\n")]
        [DataRow("wardstone sources 1\nboard b\nversion 1.0\n")]
        [DataRow("wardstone sources 1\nboard b\nversion 1.0\n#  firmware/Tpm\n")]
        [DataRow("wardstone sources 1\nboard b\nversion 1.0\n#  firmware/Runtime")]
        [DataRow("wardstone sources 1\nboard b\nversion 1.0\n# firmware/Runtime\n")]
        [DataRow("wardstone sources 1\nboard b\nversion 1.0\n#  \n#  firmware/Runtime\n")]
        [DataRow("wardstone sources 1\nboard b\nversion 1.0\n\n#  firmware/Runtime\n")]
        [DataRow("wardstone sources 1\r\nboard b\r\nversion 1.0\r\n#  firmware/Runtime\r\n")]
        [DataRow("wardstone sources 1\nboard b\nversion 1.0\n#  firmware/Appliance/Components/AnameOfMoreThanTwentyThree\n")]
        public void RefusesWhatIsNone(string text)
        {
            string whole = "";
            for (int i = 0; i < text.Length; i++)
            {
                whole += text[i] == '#' ? Digest : text.Substring(i, 1);
            }

            Assert.IsTrue(SourceImage.Read(new TextRom(whole)) == null);
        }

        [TestMethod]
        [DataRow("0011223344556677889900112233445566778899001122334455667788990g11")]
        [DataRow("00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0EFF")]
        public void RefusesWhatIsNoDigest(string digest) =>
            Assert.IsTrue(SourceImage.Read(new TextRom(Names + digest + "  firmware/Runtime\n")) == null);
    }
}
