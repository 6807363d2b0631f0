// SPDX-License-Identifier: MIT
// Nothing that is no path is ever looked up, and no path leads out of its root.
using System;
using nanoFramework.TestFramework;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class PathTests
    {
        private const string Deep = "+ vfs\n  + dir a\n    + dir b\n      + zero c\n  + inline secret\n    : text\n"
            + "+ policy all\n  + allow / | write: yes\n+ policy inside\n  root: /a\n  + allow / | write: yes\n";

        [TestMethod]
        [DataRow("/", 0)]
        [DataRow("/a", 0)]
        [DataRow("/a/b/c", 0)]
        [DataRow("", (int)IoStatus.BadName)]
        [DataRow("a", (int)IoStatus.BadName)]
        [DataRow("a/b", (int)IoStatus.BadName)]
        [DataRow("//", (int)IoStatus.BadName)]
        [DataRow("//a", (int)IoStatus.BadName)]
        [DataRow("/a//b", (int)IoStatus.BadName)]
        [DataRow("/a/", (int)IoStatus.BadName)]
        [DataRow("/a/b/", (int)IoStatus.BadName)]
        [DataRow("/.", (int)IoStatus.BadName)]
        [DataRow("/..", (int)IoStatus.BadName)]
        [DataRow("/./a", (int)IoStatus.BadName)]
        [DataRow("/a/../a", (int)IoStatus.BadName)]
        [DataRow("/a/..", (int)IoStatus.BadName)]
        [DataRow("/a/.", (int)IoStatus.BadName)]
        [DataRow("/\n", (int)IoStatus.BadName)]
        [DataRow("/a\u007f", (int)IoStatus.BadName)]
        [DataRow("/\u0080", (int)IoStatus.BadName)]
        [DataRow("/...", (int)IoStatus.NotPresent)]
        [DataRow("/..a", (int)IoStatus.NotPresent)]
        [DataRow("/.a", (int)IoStatus.NotPresent)]
        [DataRow("/a b", (int)IoStatus.NotPresent)]
        [DataRow("/A", (int)IoStatus.NotPresent)]
        [DataRow("/aa", (int)IoStatus.NotPresent)]
        [DataRow("/a/c", (int)IoStatus.NotPresent)]
        [DataRow("/x/y", (int)IoStatus.NotPresent)]
        [DataRow("/a\\b", (int)IoStatus.NotPresent)]
        [DataRow("/%2e%2e", (int)IoStatus.NotPresent)]
        [DataRow("/a/b/c/d", (int)IoStatus.NotADirectory)]
        [DataRow("/secret/x/y", (int)IoStatus.NotADirectory)]
        [DataRow("/a/b/c/..", (int)IoStatus.BadName)]
        public void LeadsThereOrNowhere(string path, int expected)
        {
            Files files = Files.Of(Deep);
            IoStatus status = (IoStatus)expected;
            _ = files.Stat(path, status);
            _ = files.Open(path, OpenMode.Read, status);
            files.Remove(path, status == IoStatus.Ok ? path == "/a/b/c" ? IoStatus.Denied : IoStatus.IsADirectory : status);
        }

        [TestMethod]
        [DataRow("2f 61 00")]
        [DataRow("2f 61 00 2f 62")]
        public void AZeroByteIsInNoName(string bytes)
        {
            Files files = Files.Of(Deep);
            byte[] path = Hex.Bytes(bytes);
            Files.Expect(IoStatus.BadName, files.Session.Stat(path, out _));
            Files.Expect(IoStatus.BadName, files.Session.Open(path, OpenMode.Read, out _));
            Files.Expect(IoStatus.BadName, files.Session.Remove(path));
        }

        [TestMethod]
        public void LengthsAreBounded()
        {
            Files files = Files.Of(Files.Plain);
            string name = "a234567890123456789012345678901";
            files.Put("/tmp/" + name, "x");
            Assert.AreEqual(name, files.List("/tmp"));
            _ = files.Stat("/tmp/" + name + "2", IoStatus.BadName);
            string path = "";
            while (path.Length < FileStatus.MaxPath - 1)
            {
                path += "/a";
            }

            _ = files.Stat(path, IoStatus.NotPresent);
            _ = files.Stat(path + "a", IoStatus.NotPresent);
            _ = files.Stat(path + "aa", IoStatus.BadName);
            _ = files.Stat(path + path + path, IoStatus.BadName);
        }

        [TestMethod]
        public void NothingIsMadeUnderABadName()
        {
            Files files = Files.Of(Files.Plain);
            _ = files.Open("/tmp/..", Files.New, IoStatus.BadName);
            _ = files.Open("/tmp/", Files.New, IoStatus.BadName);
            _ = files.Open("/tmp/\n", Files.New, IoStatus.BadName);
            _ = files.Open("/tmp/a/b", Files.New, IoStatus.NotPresent);
            _ = files.Open("/no/b", Files.New, IoStatus.NotPresent);
            _ = files.Open("/new", Files.New, IoStatus.Denied);
            _ = files.Open("/dev/null/b", Files.New, IoStatus.NotADirectory);
            Assert.AreEqual("", files.List("/tmp"));
        }

        [TestMethod]
        public void NothingEscapesItsRoot()
        {
            Files files = Files.Of(Files.Component(new TestEnv(Deep)), "inside");
            Assert.AreEqual("b/", files.List("/"));
            Assert.AreEqual("c", files.List("/b"));
            _ = files.Stat("/secret", IoStatus.NotPresent);
            _ = files.Stat("/../secret", IoStatus.BadName);
            _ = files.Stat("/a/b/c", IoStatus.NotPresent);
        }
    }
}
