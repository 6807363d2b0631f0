// SPDX-License-Identifier: MIT
// What HidWriter writes, byte for byte, and that HidReader takes it.

using nanoFramework.TestFramework;
using Wardstone.Runtime.Hid;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class HidWriterTests
    {
        private const string Text = "top | a: 1 | b: two words\n"
            + "+ inner x | least: -9223372036854775808 | none: 0 | most: 9223372036854775807\n"
            + "  + deep | word: 0x0000beef\n"
            + "    : 0x80000001\n"
            + "+ last 8 | odd: a?b?c | bytes: 00ff10\n"
            + "-\n";

        [TestMethod]
        public void WritesWhatReadersTake()
        {
            byte[] buffer = new byte[Text.Length];
            Assert.IsTrue(Write(buffer, out int length));
            Assert.AreEqual(Text.Length, length);
            Assert.AreEqual(Text, HidText.String(buffer));

            HidReader reader = new HidReader(new TextRom(Text));
            HidToken token;
            do
            {
                token = reader.Read();
            }
            while (token != HidToken.End && token != HidToken.Error);
            Assert.AreEqual((int)HidToken.End, (int)token, HidErrorWords.Of(reader.Error));
        }

        [TestMethod]
        public void SaysWhenItDoesNotFit()
        {
            for (int room = 0; room < Text.Length; room++)
            {
                byte[] buffer = new byte[room];
                Assert.IsFalse(Write(buffer, out int length));
                Assert.AreEqual(Text.Length, length);
            }
        }

        private static bool Write(byte[] buffer, out int length)
        {
            HidWriter writer = new HidWriter(buffer);
            writer.Begin("top");
            writer.Attribute("a", 1);
            writer.Attribute("b", "two words");
            writer.Open("inner", "x");
            writer.Attribute("least", long.MinValue);
            writer.Attribute("none", 0);
            writer.Attribute("most", long.MaxValue);
            writer.Open("deep", "");
            writer.Hex("word", 0xBEEF);
            writer.HexLine(0x80000001);
            writer.Close();
            writer.Close();
            writer.Open("last", 8);
            writer.Attribute("odd", "a|b\nc");
            writer.Bytes("bytes", new byte[] { 0x00, 0xFF, 0x10 });
            writer.Close();
            return writer.TryEnd(out length);
        }
    }
}
