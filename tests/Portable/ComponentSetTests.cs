// SPDX-License-Identifier: MIT
// Which `start` nodes are components, and where their stanzas begin and end.

using nanoFramework.TestFramework;
using Wardstone.MeasuredBoot;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class ComponentSetTests
    {
        [TestMethod]
        [DataRow("config\n-\n", "")]
        [DataRow("config\n+ start a | binary: b\n-\n", "a b [+ start a | binary: b\n]")]
        [DataRow("config\n+ start a\n  binary: b\n  name2: c\n-\n", "a b [+ start a\n  binary: b\n  name2: c\n]")]
        [DataRow(
            "config\n+ start a | binary: b\n. of a\n+ start c | binary: d | . of c\n\n+ other\n-\n",
            "a b [+ start a | binary: b\n. of a\n] c d [+ start c | binary: d | . of c\n\n]")]
        [DataRow(
            "config\n+ start a | binary: b\nx start c\n+ start d | binary: e\n-",
            "a b [+ start a | binary: b\n] d e [+ start d | binary: e\n]")]
        [DataRow("config\n+ start a\n+ start\n  binary: b\n  name: c\n-\n", "a a [+ start a\n] c b [+ start\n  binary: b\n  name: c\n]")]
        [DataRow(
            "config\n+ start init\n  + config\n    + start a\n-\n",
            "init init [+ start init\n  + config\n    + start a\n] init/a a [+ start a\n]")]
        [DataRow("config | + start a | binary: b\n-\n", "a b [+ start a | binary: b\n]")]
        [DataRow("other\n+ start a | binary: b\n-\n", "")]
        [DataRow("config\n+ more\n  + start a | binary: b\n-\n", "")]
        [DataRow(
            "config\n+ start a | binary: b\n  + config\n    + start c | binary: d\n-\n",
            "a b [+ start a | binary: b\n  + config\n    + start c | binary: d\n]")]
        [DataRow(
            "config\n+ start a | binary: init\n  + config\n    + start c | binary: d\n  + route\n    + start e\n+ config\n  + start f\n-",
            "a init [+ start a | binary: init\n  + config\n    + start c | binary: d\n  + route\n    + start e\n] "
            + "a/c d [+ start c | binary: d\n  ]")]
        [DataRow(
            "config\n+ start a | binary: init\n  + config\n    + start b | binary: init | + config | + start c | binary: d\n-\n",
            "a init [+ start a | binary: init\n  + config\n    + start b | binary: init | + config | + start c | binary: d\n] "
            + "a/b init [+ start b | binary: init | + config | + start c | binary: d\n] a/b/c d [+ start c | binary: d\n]")]
        public void FindsTheComponents(string text, string components)
        {
            TextRom rom = new TextRom(text);
            ComponentSet set = new ComponentSet();
            Assert.IsTrue(set.TryRead(rom));
            string found = "";
            for (int i = 0; i < set.Count; i++)
            {
                found += (i == 0 ? "" : " ") + set.NameAt(i) + " " + set.BinaryAt(i)
                    + " [" + text.Substring(set.StartAt(i), set.LengthAt(i)) + "]";
            }

            Assert.AreEqual(components, found);
        }

        [TestMethod]
        [DataRow("config\n+ start a | binary: b\n")]
        [DataRow("config\n+ start | binary: b\n-\n")]
        [DataRow("config\n+ start | + x\n-\n")]
        [DataRow("config\n+ start a | + x | y: z\n  binary: b\n-\n")]
        [DataRow("config\n+ start a2345678901234567890123456789012345678901234567890123456789012345 | binary: b\n-\n")]
        public void Refuses(string text) => Assert.IsFalse(new ComponentSet().TryRead(new TextRom(text)));

        [TestMethod]
        public void ThereIsRoomForSoManyAndNoMore()
        {
            string text = "config\n";
            for (int i = 0; i < ComponentSet.MaxCount; i++)
            {
                text += "+ start c" + i + " | binary: b\n";
            }

            ComponentSet set = new ComponentSet();
            Assert.IsTrue(set.TryRead(new TextRom(text + "-\n")));
            Assert.AreEqual(ComponentSet.MaxCount, set.Count);
            Assert.IsFalse(new ComponentSet().TryRead(new TextRom(text + "+ start c | binary: b\n-\n")));
        }

        [TestMethod]
        [DataRow("init", 24)]
        [DataRow("a23456789012345678901234", -1)]
        [DataRow("a2345678901234567890123", 80)]
        [DataRow("ini", -1)]
        [DataRow("initial", -1)]
        [DataRow("", -1)]
        public void FindsADigest(string binary, int offset)
        {
            byte[] table = new byte[(2 * ComponentTable.EntrySize) + 24];
            Put(table, 0, "init");
            Put(table, ComponentTable.EntrySize, "a2345678901234567890123");
            Put(table, 2 * ComponentTable.EntrySize, "");
            Assert.AreEqual(offset, ComponentTable.Find(new TextRom(table), binary));
        }

        private static void Put(byte[] table, int offset, string name)
        {
            for (int i = 0; i < name.Length; i++)
            {
                table[offset + i] = (byte)name[i];
            }
        }
    }
}
