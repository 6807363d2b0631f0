// SPDX-License-Identifier: MIT
using System;
using nanoFramework.TestFramework;
using Wardstone.Components;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class RamTests
    {
        private const string Config = "+ vfs\n  + ram tmp | size: 200 | files: 2\n+ policy all\n  + allow / | write: yes\n";
        private const string Block = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

        [TestMethod]
        public void TakesWhatThereIsRoomForAndSaysSo()
        {
            // Three blocks of 64.
            Files files = Files.Of(Config);
            int a = files.Open("/tmp/a", Files.New);
            int b = files.Open("/tmp/b", Files.New);
            Assert.AreEqual(1, files.Write(a, "a"));
            Assert.AreEqual(128, files.Write(b, Block + Block + "more"));
            _ = files.Write(b, "more", IoStatus.NoSpace);
            Assert.AreEqual(63, files.Write(a, Block));
            _ = files.Write(a, "x", IoStatus.NoSpace);
            Assert.AreEqual(0, files.Write(a, ""));
            Assert.AreEqual("a" + Block.Substring(0, 63), files.Content("/tmp/a"));
            Assert.AreEqual(Block + Block, files.Content("/tmp/b"));
            files.Seek(a, 1);
            Assert.AreEqual(2, files.Write(a, "xy"));
            files.Seek(a, int.MaxValue);
            _ = files.Write(a, "x", IoStatus.NoSpace);
            Assert.AreEqual("", files.Read(a));
        }

        [TestMethod]
        public void GivesBackWhatIsTruncatedOrRemoved()
        {
            Files files = Files.Of(Config);
            files.Put("/tmp/a", Block + Block + Block);
            _ = files.Open("/tmp/b", Files.New);
            _ = files.Open("/tmp/c", Files.New, IoStatus.NoSpace);
            files.Put("/tmp/a", "short");
            files.Put("/tmp/b", Block + Block);
            files.Remove("/tmp/b");
            files.Put("/tmp/a", Block + Block + Block);
            Assert.AreEqual(Block + Block + Block, files.Content("/tmp/a"));
        }

        [TestMethod]
        public void NobodyReadsWhatAnotherFileHeld()
        {
            Files files = Files.Of(Config);
            files.Put("/tmp/a", Block + Block + Block);
            files.Remove("/tmp/a");
            int file = files.Open("/tmp/b", Files.New);
            files.Seek(file, 100);
            Assert.AreEqual(1, files.Write(file, "x"));
            byte[] expected = new byte[101];
            expected[100] = (byte)'x';
            Assert.AreEqual(Hex.Text(expected), files.ReadHex(files.Open("/tmp/b")));
        }

        [TestMethod]
        public void WhatIsRemovedWhileOpenIsGone()
        {
            Files files = Files.Of(Config);
            files.Put("/tmp/a", "old");
            int old = files.Open("/tmp/a", Files.ReadWrite);
            files.Remove("/tmp/a");
            files.Remove("/tmp/a", IoStatus.NotPresent);

            // The new one has the place of the old one.
            files.Put("/tmp/a", "new");
            _ = files.Read(old, 9, IoStatus.Removed);
            _ = files.Write(old, "x", IoStatus.Removed);
            files.Seek(old, 0, IoStatus.Removed);
            Files.Expect(IoStatus.Removed, files.Session.Watch(old, new Signal(new TestSignals(), 0)));
            Files.Expect(IoStatus.Removed, files.Session.Transfer(old, Hex.Ascii("x"), new byte[4], 1, out int _));
            Assert.AreEqual("new", files.Content("/tmp/a"));
            files.Close(old);
            Files.Expect(IoStatus.BadFile, files.Session.Close(old));
        }

        [TestMethod]
        public void VersionsChangeWithTheContent()
        {
            Files files = Files.Of(Config);
            files.Put("/tmp/a", "1");
            int first = files.Stat("/tmp/a").Version;
            Assert.AreNotEqual(0, first);
            Assert.AreEqual(first, files.Stat("/tmp/a").Version);
            files.Put("/tmp/a", "2");
            int second = files.Stat("/tmp/a").Version;
            Assert.AreNotEqual(first, second);
            int directory = files.Stat("/tmp").Version;
            files.Remove("/tmp/a");
            Assert.AreNotEqual(directory, files.Stat("/tmp").Version);
            files.Put("/tmp/a", "1");
            int third = files.Stat("/tmp/a").Version;
            Assert.IsTrue(third != first && third != second);
        }

        [TestMethod]
        public void SignalsEachChange()
        {
            TestSignals signals = new TestSignals();
            VfsComponent component = Files.Component(new TestEnv(Config));
            Files files = Files.Of(component, "all");
            Files other = Files.Of(component, "all -> other");
            int directory = files.Open("/tmp", 0);
            Files.Expect(IoStatus.Ok, files.Session.Watch(directory, new Signal(signals, 0)));
            int file = other.Open("/tmp/a", Files.New);
            Assert.AreEqual(1, signals.Take(0));
            int watched = files.Open("/tmp/a", 0);
            int twice = files.Open("/tmp/a", 0);
            Files.Expect(IoStatus.Ok, files.Session.Watch(watched, new Signal(signals, 1)));
            Files.Expect(IoStatus.Ok, files.Session.Watch(twice, new Signal(signals, 2)));
            _ = other.Write(file, "x");
            Assert.AreEqual(6, signals.Take(0));
            Files.Expect(IoStatus.Ok, files.Session.Watch(watched, new Signal(signals, 3)));
            _ = other.Open("/tmp/a", OpenMode.Write | OpenMode.Truncate);
            Assert.AreEqual(12, signals.Take(0));
            files.Close(twice);
            _ = other.Write(file, "x");
            Assert.AreEqual(8, signals.Take(0));
            other.Remove("/tmp/a");
            Assert.AreEqual(9, signals.Take(0));

            // The next file in its place is not what was watched.
            other.Put("/tmp/b", "x");
            Assert.AreEqual(1, signals.Take(0));
            Files.Expect(IoStatus.Ok, files.Session.Watch(directory, null));
            other.Remove("/tmp/b");
            Assert.AreEqual(0, signals.Take(0));
        }
    }
}
