// SPDX-License-Identifier: MIT
// The HID reader against Genode's doc/hid.txt: what each construct means, and where each mistake is found.

using System;
using nanoFramework.TestFramework;
using Wardstone.Runtime.Hid;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class HidReaderTests
    {
        [TestMethod]
        [DataRow("config\n-\n", "config()")]
        [DataRow("config\n-", "config()")]
        [DataRow("config main\n-\n", "config(name=main)")]
        [DataRow("\n\nconfig\n\n-\n \n", "config()")]
        [DataRow("config\n  a: 1\nb_2-c:   two words  \n-\n", "config(a=1 b_2-c=two words)")]
        [DataRow("config\n  a:\n  url: tpm://x:1\n-\n", "config(a= url=tpm://x:1)")]
        [DataRow("config | a: 1 | b: 2\n-\n", "config(a=1 b=2)")]
        [DataRow("config\n+ a\n  + b\n    + c\n+ d\n-\n", "config(a(b(c()))d())")]
        [DataRow("config\n  + a\n  + b\n+ c\n-\n", "config(a()b()c())")]
        [DataRow("config\n+ a x\n  n: 1\n+ a y z\n  n: 2\n-\n", "config(a(name=x n=1)a(name=y z n=2))")]
        [DataRow("config\n+ a | k: 1 | + b | + c\n+ d     | + e\n-\n", "config(a(k=1 b(c()))d(e()))")]
        [DataRow("config\n+ a\n  + b\n  late: 1\nlast: 2\n-\n", "config(a(b()late=1)last=2)")]
        [DataRow("config\n+ a\n  |  k: 1\n  |\n  | + b\n-\n", "config(a(k=1 b()))")]
        [DataRow("config\n. all | of this\n.\n+ a | . and this\n-\n", "config(a())")]
        [DataRow("config\n+ a\n  : one | two\n  :  three \n  :\n-\n", "config(a('one | two'' three '''))")]
        [DataRow("config | : quoted\n-\n", "config('quoted')")]
        [DataRow("config\nx a\n  k: 1\n  + b\n    : text\n+ c\n-\n", "config(c())")]
        [DataRow("config\n+ a\n  x b | k: 1 | + c\n  k: 2\n-\n", "config(a(k=2))")]
        [DataRow("config\nx a\n-\n", "config()")]
        [DataRow("config\n  x: 1\n  xx: 2\n-\n", "config(x=1 xx=2)")]
        [DataRow("config\n  k: \u00C3\u00A9 \u00E2\u0082\u00AC\n-\n", "config(k=\u00C3\u00A9 \u00E2\u0082\u00AC)")]
        [DataRow("config\n  k: \u00F0\u009F\u0094\u0092\n-\n", "config(k=\u00F0\u009F\u0094\u0092)")]
        public void Reads(string text, string structure) => Assert.AreEqual(structure, Structure(text));

        [TestMethod]
        [DataRow("", (int)HidError.MissingRoot, 1, 1)]
        [DataRow("\n\n", (int)HidError.MissingRoot, 3, 1)]
        [DataRow(" config\n-\n", (int)HidError.MissingRoot, 1, 2)]
        [DataRow(". comment\nconfig\n-\n", (int)HidError.MissingRoot, 1, 1)]
        [DataRow("+ config\n-\n", (int)HidError.MissingRoot, 1, 1)]
        [DataRow("-\n", (int)HidError.MissingRoot, 1, 1)]
        [DataRow("Config\n-\n", (int)HidError.MissingRoot, 1, 1)]
        [DataRow("conFig\n-\n", (int)HidError.MissingSpace, 1, 4)]
        [DataRow("config", (int)HidError.MissingEnd, 1, 7)]
        [DataRow("config\n+ a\n", (int)HidError.MissingEnd, 3, 1)]
        [DataRow("config\n  -\n", (int)HidError.BadTag, 2, 3)]
        [DataRow("config\n-\nconfig\n-\n", (int)HidError.TextAfterEnd, 3, 1)]
        [DataRow("config\n- a\n", (int)HidError.TextAfterEnd, 2, 3)]
        [DataRow("config\n+a\n-\n", (int)HidError.MissingSpace, 2, 2)]
        [DataRow("config\n+ 1a\n-\n", (int)HidError.BadType, 2, 3)]
        [DataRow("config\n+\n-\n", (int)HidError.BadType, 2, 2)]
        [DataRow("config\n  k:v\n-\n", (int)HidError.MissingSpace, 2, 5)]
        [DataRow("config\n  k v\n-\n", (int)HidError.BadTag, 2, 3)]
        [DataRow("config\n  K: v\n-\n", (int)HidError.BadTag, 2, 3)]
        [DataRow("config\n  k", (int)HidError.BadTag, 2, 3)]
        [DataRow("config\n  :text\n-\n", (int)HidError.MissingSpace, 2, 4)]
        [DataRow("config\n  .text\n-\n", (int)HidError.MissingSpace, 2, 4)]
        [DataRow("config |k: v\n-\n", (int)HidError.BadDelimiter, 1, 8)]
        [DataRow("config\n  k: v| l: w\n-\n", (int)HidError.BadDelimiter, 2, 7)]
        [DataRow("config\n + a\n+ b\n + c\n-\n", (int)HidError.BadIndentation, 4, 2)]
        [DataRow("config\n+ a\n k: 1\n-\n", (int)HidError.BadIndentation, 3, 2)]
        [DataRow("config\n  k: 1 | k: 2\n-\n", (int)HidError.DuplicateAttribute, 2, 10)]
        [DataRow("config\n+ a b\n  name: c\n-\n", (int)HidError.DuplicateAttribute, 3, 3)]
        [DataRow("config\nx a\n  k: 1\n  k: 2\n-\n", (int)HidError.DuplicateAttribute, 4, 3)]
        [DataRow("config\n\tk: v\n-\n", (int)HidError.BadTag, 2, 1)]
        [DataRow("config\r\n-\r\n", (int)HidError.MissingSpace, 1, 7)]
        [DataRow("config\n  k: a\tb\n-\n", (int)HidError.BadCharacter, 2, 7)]
        [DataRow("config\n  k: \u00C3\u00A9 \u00C3\n-\n", (int)HidError.BadCharacter, 2, 8)]
        [DataRow("config\n  k: \u00C0\u00AF\n-\n", (int)HidError.BadCharacter, 2, 6)]
        [DataRow("config\n  k: \u00ED\u00A0\u0080\n-\n", (int)HidError.BadCharacter, 2, 6)]
        [DataRow("config\n  k: \u00C2\u0085\n-\n", (int)HidError.BadCharacter, 2, 6)]
        [DataRow("config\n. \u007F\n-\n", (int)HidError.BadCharacter, 2, 3)]
        public void Refuses(string text, int error, int line, int column)
        {
            HidReader reader = ReadToTheEnd(new TextRom(text));
            Assert.AreEqual(HidErrorWords.Of((HidError)error), HidErrorWords.Of(reader.Error));
            Assert.AreEqual(line, reader.Line);
            Assert.AreEqual(column, reader.Column);
            Assert.AreEqual((int)HidToken.Error, (int)reader.Read());
        }

        [TestMethod]
        public void QuotedContentMayHoldTabs() => Assert.AreEqual("config('a\tb')", Structure("config\n  : a\tb\n-\n"));

        [TestMethod]
        public void DepthIsBounded()
        {
            Assert.AreEqual((int)HidError.None, (int)ReadToTheEnd(new TextRom(Nested(HidReader.MaxDepth))).Error);
            Assert.AreEqual((int)HidError.TooDeep, (int)ReadToTheEnd(new TextRom(Nested(HidReader.MaxDepth + 1))).Error);
        }

        [TestMethod]
        public void NodesAreBounded()
        {
            Assert.AreEqual((int)HidError.None, (int)ReadToTheEnd(Repeated("+ a\n", HidReader.MaxNodes - 1)).Error);
            Assert.AreEqual((int)HidError.TooManyNodes, (int)ReadToTheEnd(Repeated("+ a\n", HidReader.MaxNodes)).Error);
        }

        [TestMethod]
        public void AttributesOfOpenNodesAreBounded()
        {
            string text = "config\n";
            for (int i = 0; i < HidReader.MaxAttributes; i++)
            {
                text += "k" + i + ":\n";
            }

            Assert.AreEqual((int)HidError.None, (int)ReadToTheEnd(new TextRom(text + "-\n")).Error);
            Assert.AreEqual((int)HidError.TooManyAttributes, (int)ReadToTheEnd(new TextRom(text + "+ a b\n-\n")).Error);
            Assert.AreEqual((int)HidError.None, (int)ReadToTheEnd(Repeated("+ a b\n", HidReader.MaxAttributes + 1)).Error);
        }

        [TestMethod]
        public void LengthIsBounded()
        {
            byte[] text = new byte[HidReader.MaxLength + 1];
            HidReader reader = ReadToTheEnd(new TextRom(text));
            Assert.AreEqual((int)HidError.TextTooLong, (int)reader.Error);
        }

        [TestMethod]
        [DataRow("0", true, 0)]
        [DataRow("115200", true, 115200)]
        [DataRow("0x2e", true, 46)]
        [DataRow("1000000", true, 1000000)]
        [DataRow("1000001", false, 0)]
        [DataRow("99999999999999999999", false, 0)]
        [DataRow("", false, 0)]
        [DataRow("0x", false, 0)]
        [DataRow("-1", false, 0)]
        [DataRow("1a", false, 0)]
        [DataRow("0x2G", false, 0)]
        public void ReadsNumbers(string text, bool isNumber, int number)
        {
            TextRom rom = new TextRom(text);
            Assert.AreEqual(isNumber, HidText.TryNumber(rom.Bytes(0, rom.Length), 1000000, out int read));
            Assert.AreEqual(number, read);
        }

        private static HidReader ReadToTheEnd(TextRom text)
        {
            HidReader reader = new HidReader(text);
            HidToken token;
            do
            {
                token = reader.Read();
            }
            while (token != HidToken.End && token != HidToken.Error);
            return reader;
        }

        // "type(tag=value tag=value'content'type(...))"
        private static string Structure(string text)
        {
            HidReader reader = new HidReader(new TextRom(text));
            string structure = "";
            HidToken last = HidToken.None;
            for (; ; )
            {
                HidToken token = reader.Read();
                bool next = last == HidToken.Attribute && (token == HidToken.Attribute || token == HidToken.Node);
                structure += next ? " " : "";
                switch (token)
                {
                    case HidToken.Node: structure += Text(reader.Tag) + "("; break;
                    case HidToken.Attribute: structure += Text(reader.Tag) + "=" + Text(reader.Value); break;
                    case HidToken.Content: structure += "'" + Text(reader.Value) + "'"; break;
                    case HidToken.NodeEnd: structure += ")"; break;
                    case HidToken.End: return structure;
                    default: return "line " + reader.Line + ", column " + reader.Column + ": " + HidErrorWords.Of(reader.Error);
                }

                last = token;
            }
        }

        private static string Text(SpanByte bytes)
        {
            string text = "";
            for (int i = 0; i < bytes.Length; i++)
            {
                text += (char)bytes[i];
            }

            return text;
        }

        private static string Nested(int depth)
        {
            string text = "config\n";
            string indent = "";
            for (int i = 1; i < depth; i++)
            {
                text += indent + "+ a\n";
                indent += "  ";
            }

            return text + "-\n";
        }

        private static TextRom Repeated(string line, int count)
        {
            byte[] text = new byte[7 + (line.Length * count) + 2];
            int at = Put(text, 0, "config\n");
            for (int i = 0; i < count; i++)
            {
                at = Put(text, at, line);
            }

            _ = Put(text, at, "-\n");
            return new TextRom(text);
        }

        private static int Put(byte[] text, int at, string line)
        {
            for (int i = 0; i < line.Length; i++)
            {
                text[at + i] = (byte)line[i];
            }

            return at + line.Length;
        }
    }
}
