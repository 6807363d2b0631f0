// SPDX-License-Identifier: MIT
using System;
using nanoFramework.TestFramework;
using Wardstone.Components;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class PluginTests
    {
        private const string All = "+ policy all\n  + allow / | write: yes\n";

        [TestMethod]
        public void NullTakesAllAndHasNothing()
        {
            Files files = Files.Of("+ vfs\n  + null n\n" + All);
            int file = files.Open("/n", Files.ReadWrite | OpenMode.Truncate);
            Assert.AreEqual(3, files.Write(file, "abc"));
            Assert.AreEqual("", files.Read(file));
            files.Seek(file, 0, IoStatus.NotSupported);
            files.Remove("/n", IoStatus.Denied);
            Assert.AreEqual((int)FileKind.Stream, (int)files.Stat("/n").Kind);
        }

        [TestMethod]
        public void ZeroHasZerosOnly()
        {
            Files files = Files.Of("+ vfs\n  + zero z\n" + All);
            Assert.AreEqual("00 00 00", files.ReadHex(files.Open("/z"), 3));
            _ = files.Open("/z", OpenMode.Write, IoStatus.Denied);
        }

        [TestMethod]
        public void LogTakesLines()
        {
            TestEnv env = new TestEnv("+ vfs\n  + log l\n" + All);
            Files files = Files.Of(Files.Component(env), "all");
            _ = files.Open("/l", OpenMode.Read, IoStatus.Denied);
            int file = files.Open("/l", OpenMode.Write);
            Assert.AreEqual(7, files.Write(file, "one\ntwo"));
            Assert.AreEqual("all: two", env.LastLine);
            Assert.AreEqual(6, files.Write(file, "\u0001\u001bc\u00e4x\n"));
            Assert.AreEqual("all: ??c?x", env.LastLine);
            Assert.AreEqual(1, files.Write(file, "\n"));
            Assert.AreEqual("all: ", env.LastLine);
            Assert.AreEqual(200, files.Write(file, new string('y', 200)));
            Assert.AreEqual("all: " + new string('y', 45), env.LastLine);
            Assert.AreEqual(155, files.Write(file, new string('z', 155)));
            Assert.AreEqual("all: " + new string('z', 155), env.LastLine);
        }

        [TestMethod]
        public void RomIsReadAtPositions()
        {
            TestEnv env = new TestEnv("+ vfs\n  + rom a\n  + rom b | label: c\n" + All)
                .With("Rom", "a", new TextRom("abc")).With("Rom", "c", new TextRom(""));
            Files files = Files.Of(Files.Component(env), "all");
            int file = files.Open("/a");
            Assert.AreEqual("ab", files.Read(file, 2));
            Assert.AreEqual("c", files.Read(file, 2));
            Assert.AreEqual("", files.Read(file, 2));
            files.Seek(file, 7);
            Assert.AreEqual("", files.Read(file, 2));
            Assert.AreEqual(3, files.Stat("/a").Size);
            Assert.AreEqual("", files.Content("/b"));
            _ = files.Open("/a", Files.ReadWrite, IoStatus.Denied);
            _ = files.Open("/a", OpenMode.Write | OpenMode.Truncate, IoStatus.Denied);

            // It never changes, so there never is a signal.
            Files.Expect(IoStatus.Ok, files.Session.Watch(file, new Signal(env.Signals, 0)));
        }

        [TestMethod]
        public void InlineIsTheTextOfTheConfiguration()
        {
            Files files = Files.Of("+ vfs\n  + inline i\n    : one\n    :\n    : two\n  + inline none\n" + All);
            Assert.AreEqual("one\n\ntwo\n", files.Content("/i"));
            Assert.AreEqual(9, files.Stat("/i").Size);
            int file = files.Open("/i");
            files.Seek(file, 5);
            Assert.AreEqual("two", files.Read(file, 3));
            Assert.AreEqual("", files.Content("/none"));
        }

        [TestMethod]
        public void FilesOfSeveralKindsStandSideBySide()
        {
            Files files = Files.Of("+ vfs\n  + dir a\n    + dir b\n      + dir c\n        + inline d\n          : deep\n  + dir e\n" + All);
            Assert.AreEqual("deep\n", files.Content("/a/b/c/d"));
            Assert.AreEqual("a/ e/", files.List("/"));
            Assert.AreEqual("", files.List("/e"));
            Assert.AreEqual(1, files.Stat("/a").Size);
            Assert.AreEqual(0, files.Stat("/e").Size);
        }
    }
}
