// SPDX-License-Identifier: MIT
// Reports as files, over the component that keeps them, and over a server that dies.
using System;
using nanoFramework.TestFramework;
using Wardstone.Components;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class ReportFileTests
    {
        private Server _server;
        private VfsComponent _component;
        private Files _files;
        private readonly TestSignals _signals = new TestSignals();

        [TestMethod]
        public void AReportIsThereOnceItWasSubmitted()
        {
            Begin();
            Assert.AreEqual("", _files.List("/r"));
            _ = _files.Stat("/r/init", IoStatus.NotPresent);
            _server.Submit("init", "init | version: 1\n-\n");
            Assert.AreEqual("init", _files.List("/r"));
            Assert.AreEqual("init | version: 1\n-\n", _files.Content("/r/init"));
            _server.Submit("heaps", "heaps\n-\n");
            Assert.AreEqual("init heaps", _files.List("/r"));
            Assert.AreEqual(2, _files.Stat("/r").Size);
        }

        [TestMethod]
        public void SizeAndVersionAreTheReports()
        {
            Begin();
            _server.Submit("init", "12345");
            FileStatus first = _files.Stat("/r/init");
            Assert.AreEqual(5, first.Size);
            _server.Submit("init", "123");
            Assert.AreEqual(3, _files.Stat("/r/init").Size);
            Assert.AreNotEqual(first.Version, _files.Stat("/r/init").Version);
        }

        [TestMethod]
        public void ItIsReadOnly()
        {
            Begin();
            _server.Submit("init", "x");
            _ = _files.Open("/r/init", Files.ReadWrite, IoStatus.Denied);
            _ = _files.Open("/r/new", Files.New, IoStatus.Denied);
            _ = _files.Open("/r/heaps", Files.New, IoStatus.Denied);
            _files.Remove("/r/init", IoStatus.Denied);
        }

        [TestMethod]
        public void WhatNoFileCanBeCalledIsNotThere()
        {
            Begin();
            _server.Submit("no/file", "x");
            Assert.AreEqual("", _files.List("/r"));
        }

        [TestMethod]
        public void WatchersAreTold()
        {
            Begin();
            _server.Submit("init", "1");
            int directory = _files.Open("/r", 0);
            int file = _files.Open("/r/init", 0);
            Watch(directory, 0);
            Watch(file, 1);
            _server.Submit("init", "2");
            Assert.AreEqual(2, _signals.Take(0));
            _server.Submit("heaps", "1");
            Assert.AreEqual(1, _signals.Take(0));
            _server.Submit("heaps", "2");
            Assert.AreEqual(0, _signals.Take(0));
            Watch(file, 2);
            _server.Submit("init", "3");
            Assert.AreEqual(4, _signals.Take(0));
            _files.Close(file);
            _server.Submit("init", "4");
            Assert.AreEqual(0, _signals.Take(0));
        }

        [TestMethod]
        public void ADeadServerIsToldOfAndWatchedAgain()
        {
            Begin();
            _server.Submit("init", "1");
            int watched = _files.Open("/r/init");
            Watch(watched, 0);
            Files other = Files.Of(_component, "other");
            int read = other.Open("/r/init");
            _server.Restart();
            _ = other.Read(read, 9, IoStatus.ServerFaulted);

            // Who watches asked nothing meanwhile, and is watching all the same.
            Assert.AreEqual("", other.Read(read));
            _server.Submit("init", "2");
            Assert.AreEqual(1, _signals.Take(0));
            Assert.AreEqual("2", _files.Read(watched));
            _server.Restart();
            _ = _files.Stat("/r/init", IoStatus.ServerFaulted);
            _ = _files.Stat("/r/init", IoStatus.NotPresent);
        }

        [TestMethod]
        public void ADeadServerDoesNotHideTheRest()
        {
            Begin();
            _server.Submit("init", "1");
            int directory = _files.Open("/r");
            _server.Restart();
            Files.Expect(IoStatus.ServerFaulted, _files.Session.ReadDirectory(directory, new byte[31], out int length, out _));
            Assert.AreEqual(0, length);
            Assert.AreEqual("", _files.Next(directory));
            _server.Restart();
            Assert.AreEqual("r/", _files.List("/"));
        }

        // One instance of this class runs all tests.
        private void Begin()
        {
            _server = new Server();
            TestEnv env = new TestEnv("+ vfs\n  + report r | label: all\n"
                + "+ policy all\n  + allow / | write: yes\n+ policy other\n  + allow /\n")
                .With("ReportReader", "all", _server);
            _component = Files.Component(env);
            _files = Files.Of(_component, "all");
        }

        private void Watch(int file, int number) =>
            Files.Expect(IoStatus.Ok, _files.Session.Watch(file, new Signal(_signals, number)));

        // As a portal behaves: the first call after the end of an instance says so.
        private sealed class Server : IReportReaderSession
        {
            private ReportComponent _reports;
            private IReportReaderSession _session;
            private bool _died;

            public Server() => Begin();

            public void Submit(string name, string text) =>
                Files.Expect(IoStatus.Ok, ((IReportSession)_reports.Open("Report", name)).Submit(Hex.Ascii(text)));

            public void Restart()
            {
                Begin();
                _died = true;
            }

            public IoStatus Read(SpanByte name, int offset, SpanByte buffer, out int count, out int length, out int version)
            {
                count = length = version = 0;
                return Died() ? IoStatus.ServerFaulted : _session.Read(name, offset, buffer, out count, out length, out version);
            }

            public IoStatus Describe(int place, SpanByte name, out int nameLength, out int length, out int version)
            {
                nameLength = length = version = 0;
                return Died() ? IoStatus.ServerFaulted : _session.Describe(place, name, out nameLength, out length, out version);
            }

            public IoStatus Notify(int place, Signal signal) => Died() ? IoStatus.ServerFaulted : _session.Notify(place, signal);

            public IoStatus Forget(int place, Signal signal) => Died() ? IoStatus.ServerFaulted : _session.Forget(place, signal);

            private bool Died()
            {
                bool died = _died;
                _died = false;
                return died;
            }

            private void Begin()
            {
                _reports = new ReportComponent();
                _reports.Construct(new TestEnv("+ report init | size: 64\n+ report no/file | size: 64\n+ report heaps | size: 64\n"));
                _session = (IReportReaderSession)_reports.Open("ReportReader", "vfs -> all");
            }
        }
    }
}
