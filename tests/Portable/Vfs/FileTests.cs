// SPDX-License-Identifier: MIT
using System;
using nanoFramework.TestFramework;
using Wardstone.Components;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class FileTests
    {
        [TestMethod]
        public void ListsWhatIsThere()
        {
            Files files = Files.Of(Files.Plain);
            Assert.AreEqual("dev/ tmp/", files.List("/"));
            Assert.AreEqual("null zero", files.List("/dev"));
            Assert.AreEqual("", files.List("/tmp"));
            files.Put("/tmp/b", "x");
            files.Put("/tmp/a", "y");
            Assert.AreEqual("b a", files.List("/tmp"));
            Assert.AreEqual(2, files.Stat("/").Size);
            Assert.AreEqual(2, files.Stat("/tmp").Size);
        }

        [TestMethod]
        public void ADirectoryIsReadFromWhereItStands()
        {
            Files files = Files.Of(Files.Plain);
            int directory = files.Open("/dev");
            Assert.AreEqual("null", files.Next(directory));
            Assert.AreEqual("zero", files.Next(directory));
            Assert.AreEqual("", files.Next(directory));
            files.Seek(directory, 1);
            Assert.AreEqual("zero", files.Next(directory));
            files.Seek(directory, 7);
            Assert.AreEqual("", files.Next(directory));
            files.Seek(directory, 0);
            Files.Expect(IoStatus.TooLong, files.Session.ReadDirectory(directory, new byte[3], out int length, out _));
            Assert.AreEqual(0, length);
            Assert.AreEqual("null", files.Next(directory));
        }

        [TestMethod]
        public void WritesAndReadsAtPositions()
        {
            Files files = Files.Of(Files.Plain);
            int file = files.Open("/tmp/a", Files.New);
            Assert.AreEqual(5, files.Write(file, "abcde"));
            Assert.AreEqual("", files.Read(file));
            files.Seek(file, 1);
            Assert.AreEqual("bcd", files.Read(file, 3));
            Assert.AreEqual(1, files.Write(file, "E"));
            files.Seek(file, 7);
            Assert.AreEqual("", files.Read(file));
            Assert.AreEqual(1, files.Write(file, "h"));
            Assert.AreEqual("61 62 63 64 45 00 00 68", files.ReadHex(files.Open("/tmp/a")));
            Assert.AreEqual(8, files.Stat("/tmp/a").Size);
            files.Seek(file, -1, IoStatus.NotSupported);
        }

        [TestMethod]
        public void AFileIsOpenForWhatItWasOpenedFor()
        {
            Files files = Files.Of(Files.Plain);
            files.Put("/tmp/a", "text");
            files.Write(files.Open("/tmp/a"), "x", IoStatus.Denied);
            files.Read(files.Open("/tmp/a", OpenMode.Write), 9, IoStatus.Denied);
            int none = files.Open("/tmp/a", 0);
            files.Read(none, 9, IoStatus.Denied);
            files.Write(none, "x", IoStatus.Denied);
            files.Open("/tmp/b", OpenMode.Read | OpenMode.Create, IoStatus.NotSupported);
            files.Open("/tmp/a", OpenMode.Truncate, IoStatus.NotSupported);
            files.Open("/tmp/a", (OpenMode)16, IoStatus.NotSupported);
            files.Open("/tmp", Files.ReadWrite, IoStatus.IsADirectory);
            files.Read(files.Open("/tmp"), 9, IoStatus.IsADirectory);
            Files.Expect(IoStatus.NotADirectory, files.Session.ReadDirectory(files.Open("/tmp/a"), new byte[31], out _, out _));
            int file = files.Open("/tmp/a", Files.ReadWrite);
            Files.Expect(IoStatus.NotSupported, files.Session.Transfer(file, Hex.Ascii("x"), new byte[4], 1, out int count));
            Assert.AreEqual(0, count);
        }

        [TestMethod]
        public void ANumberIsGoodUntilItIsClosed()
        {
            Files files = Files.Of(Files.Plain);
            int first = files.Open("/dev/zero");
            files.Close(first);
            Files.Expect(IoStatus.BadFile, files.Session.Close(first));
            int second = files.Open("/dev/zero");
            Assert.AreNotEqual(first, second);
            files.Read(first, 1, IoStatus.BadFile);
            Assert.AreEqual("00", files.ReadHex(second, 1));
            files.Read(0, 1, IoStatus.BadFile);
            files.Read(-1, 1, IoStatus.BadFile);
            files.Read(int.MinValue, 1, IoStatus.BadFile);
            files.Seek(second + 1, 0, IoStatus.BadFile);
        }

        [TestMethod]
        public void EightFilesAreOpenAtMost()
        {
            Files files = Files.Of(Files.Plain);
            int file = 0;
            for (int i = 0; i < 8; i++)
            {
                file = files.Open("/dev/zero");
            }

            files.Open("/dev/zero", OpenMode.Read, IoStatus.TooManyOpen);
            files.Open("/tmp/a", Files.New, IoStatus.TooManyOpen);
            Assert.AreEqual("", Files.Of(Files.Plain).List("/tmp"));
            files.Close(file);
            Assert.AreEqual("", files.List("/tmp"));
        }

        [TestMethod]
        public void ANewInstanceOfAClientHasNothingOpen()
        {
            VfsComponent component = Files.Component(new TestEnv(Files.Plain));
            Files files = Files.Of(component, "all -> x");
            Files other = Files.Of(component, "all -> y");
            int file = files.Open("/dev/zero");
            int others = other.Open("/dev/zero");
            Assert.IsTrue(ReferenceEquals(files.Session, component.Open("FileSystem", "all -> x")));
            files.Read(file, 1, IoStatus.BadFile);
            Assert.AreEqual("00", other.ReadHex(others, 1));
        }
    }
}
