// SPDX-License-Identifier: MIT
using System;
using nanoFramework.TestFramework;
using Wardstone.Components;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class PolicyTests
    {
        private const string Tree = "+ vfs\n  + dir dev\n    + null open\n    + dir bus\n      + null a\n      + null b\n"
            + "  + ram tmp | size: 256\n  + inline motd\n    : hello\n";

        [TestMethod]
        [DataRow("+ allow /\n", "/", "dev/ tmp/ motd")]
        [DataRow("+ allow /dev\n", "/", "dev/")]
        [DataRow("+ allow /dev\n", "/dev", "open bus/")]
        [DataRow("+ allow /dev/bus/a\n", "/", "dev/")]
        [DataRow("+ allow /dev/bus/a\n", "/dev", "bus/")]
        [DataRow("+ allow /dev/bus/a\n", "/dev/bus", "a")]
        [DataRow("+ allow /\n  + deny /dev\n", "/", "tmp/ motd")]
        [DataRow("+ allow /\n  + deny /dev\n  + allow /dev/bus\n", "/", "dev/ tmp/ motd")]
        [DataRow("+ allow /\n  + deny /dev\n  + allow /dev/bus\n", "/dev", "bus/")]
        [DataRow("+ allow /\n  + deny /dev/bus/b\n", "/dev/bus", "a")]
        [DataRow("+ allow /motd/x\n  + allow /tm\n  + allow /de/v\n", "/", "")]
        [DataRow("+ deny /\n  + allow /motd\n", "/", "motd")]
        public void ShowsWhatIsAllowedAndTheWayThere(string rules, string path, string names)
        {
            Files files = Files.Of(Tree + "+ policy all\n  " + rules);
            Assert.AreEqual(names, files.List(path));
        }

        [TestMethod]
        [DataRow("/dev/bus/a", 0)]
        [DataRow("/dev/bus", 0)]
        [DataRow("/dev/bus/b", (int)IoStatus.NotPresent)]
        [DataRow("/dev/bus/none", (int)IoStatus.NotPresent)]
        [DataRow("/dev/open", (int)IoStatus.NotPresent)]
        [DataRow("/dev/open/x", (int)IoStatus.NotPresent)]
        [DataRow("/motd", (int)IoStatus.NotPresent)]
        [DataRow("/tmp", (int)IoStatus.NotPresent)]
        [DataRow("/tmp/x", (int)IoStatus.NotPresent)]
        [DataRow("/dev/bus/a/x", (int)IoStatus.NotADirectory)]
        public void WhatIsNotAllowedDoesNotExist(string path, int expected)
        {
            Files files = Files.Of(Tree + "+ policy all\n  + allow /dev/bus/a | write: yes\n");
            IoStatus status = (IoStatus)expected;
            _ = files.Stat(path, status);
            _ = files.Open(path, OpenMode.Read, status);
            if (status != IoStatus.Ok)
            {
                _ = files.Open(path, Files.New, status);
                files.Remove(path, status);
            }
        }

        [TestMethod]
        public void ReadsOnlyUnlessItMayWrite()
        {
            VfsComponent component = Files.Component(new TestEnv(Tree + "+ policy reader\n  + allow /\n"
                + "+ policy writer\n  + allow /\n  + allow /tmp | write: yes\n  + allow /tmp/kept\n"));
            Files reader = Files.Of(component, "reader");
            Files writer = Files.Of(component, "writer");
            writer.Put("/tmp/a", "text");
            Assert.AreEqual("text", reader.Content("/tmp/a"));
            _ = reader.Open("/tmp/a", Files.ReadWrite, IoStatus.Denied);
            _ = reader.Open("/tmp/b", Files.New, IoStatus.Denied);
            reader.Remove("/tmp/a", IoStatus.Denied);
            _ = reader.Open("/dev/open", OpenMode.Write, IoStatus.Denied);
            Assert.IsFalse(reader.Stat("/tmp/a").IsWritable);
            Assert.IsFalse(reader.Stat("/tmp").IsWritable);
            Assert.IsTrue(writer.Stat("/tmp/a").IsWritable);
            Assert.IsTrue(writer.Stat("/tmp").IsWritable);
            Assert.IsFalse(writer.Stat("/motd").IsWritable);
            _ = writer.Open("/tmp/kept", Files.New, IoStatus.Denied);
            _ = writer.Open("/dev/open", OpenMode.Write, IoStatus.Denied);
        }

        [TestMethod]
        public void NothingIsMadeWhereItIsNotAllowed()
        {
            Files files = Files.Of(Tree + "+ policy all\n  + allow / | write: yes\n  + deny /tmp/x\n");
            _ = files.Open("/tmp/x", Files.New, IoStatus.NotPresent);
            files.Put("/tmp/xy", "1");
            Assert.AreEqual("xy", files.List("/tmp"));
        }

        [TestMethod]
        public void AWayIsThereOnlyToWalk()
        {
            Files files = Files.Of(Tree + "+ policy all\n  + allow /tmp/mine | write: yes\n");
            _ = files.Open("/tmp/other", Files.New, IoStatus.NotPresent);
            files.Put("/tmp/mine", "1");
            Assert.AreEqual("mine", files.List("/tmp"));
            Assert.AreEqual(1, files.Stat("/tmp").Size);
            Assert.IsFalse(files.Stat("/tmp").IsWritable);
            files.Remove("/tmp", IoStatus.IsADirectory);
        }

        [TestMethod]
        public void RulesAreInsideTheRoot()
        {
            Files files = Files.Of(Tree + "+ policy all\n  root: /dev/bus\n  + allow /a\n");
            Assert.AreEqual("a", files.List("/"));
            _ = files.Stat("/b", IoStatus.NotPresent);
            Assert.AreEqual(1, files.Stat("/").Size);
        }

        [TestMethod]
        public void WhoHasNoPolicyHasNoSession()
        {
            VfsComponent component = Files.Component(new TestEnv(Tree + "+ policy a\n  + allow /\n"));
            Assert.IsNotNull(component.Open("FileSystem", "a"));
            Assert.IsNotNull(component.Open("FileSystem", "a -> b"));
            Assert.IsNull(component.Open("FileSystem", "b"));
            Assert.IsNull(component.Open("FileSystem", "b -> a"));
            Assert.IsNull(component.Open("FileSystem", ""));
            Assert.IsNull(Files.Component(new TestEnv(Tree)).Open("FileSystem", "a"));
        }

        [TestMethod]
        public void SessionsAreBounded()
        {
            VfsComponent component = Files.Component(new TestEnv(Tree + "+ policy a\n  + allow /\n"));
            for (int i = 0; i < 16; i++)
            {
                Assert.IsNotNull(component.Open("FileSystem", "a -> " + i));
            }

            Assert.IsNull(component.Open("FileSystem", "a -> 16"));
            Assert.IsNotNull(component.Open("FileSystem", "a -> 3"));
        }
    }
}
