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
        [TestMethod]
        public void AReportIsThereOnceItWasSubmitted()
        {
            Bench bench = new Bench();
            Assert.AreEqual("", bench.Files.List("/r"));
            _ = bench.Files.Stat("/r/init", IoStatus.NotPresent);
            bench.Server.Submit("init", "init | version: 1\n-\n");
            Assert.AreEqual("init", bench.Files.List("/r"));
            Assert.AreEqual("init | version: 1\n-\n", bench.Files.Content("/r/init"));
            bench.Server.Submit("heaps", "heaps\n-\n");
            Assert.AreEqual("init heaps", bench.Files.List("/r"));
            Assert.AreEqual(2, bench.Files.Stat("/r").Size);
        }

        [TestMethod]
        public void SizeAndVersionAreTheReports()
        {
            Bench bench = new Bench();
            bench.Server.Submit("init", "12345");
            FileStatus first = bench.Files.Stat("/r/init");
            Assert.AreEqual(5, first.Size);
            bench.Server.Submit("init", "123");
            Assert.AreEqual(3, bench.Files.Stat("/r/init").Size);
            Assert.AreNotEqual(first.Version, bench.Files.Stat("/r/init").Version);
        }

        [TestMethod]
        public void ItIsReadOnly()
        {
            Bench bench = new Bench();
            bench.Server.Submit("init", "x");
            _ = bench.Files.Open("/r/init", Files.ReadWrite, IoStatus.Denied);
            _ = bench.Files.Open("/r/new", Files.New, IoStatus.Denied);
            _ = bench.Files.Open("/r/heaps", Files.New, IoStatus.Denied);
            bench.Files.Remove("/r/init", IoStatus.Denied);
        }

        [TestMethod]
        public void WhatNoFileCanBeCalledIsNotThere()
        {
            Bench bench = new Bench();
            bench.Server.Submit("no/file", "x");
            Assert.AreEqual("", bench.Files.List("/r"));
        }

        [TestMethod]
        public void WatchersAreTold()
        {
            Bench bench = new Bench();
            bench.Server.Submit("init", "1");
            int directory = bench.Files.Open("/r", 0);
            int file = bench.Files.Open("/r/init", 0);
            bench.Watch(directory, 0);
            bench.Watch(file, 1);
            bench.Server.Submit("init", "2");
            Assert.AreEqual(2, bench.Signals.Take(0));
            bench.Server.Submit("heaps", "1");
            Assert.AreEqual(1, bench.Signals.Take(0));
            bench.Server.Submit("heaps", "2");
            Assert.AreEqual(0, bench.Signals.Take(0));
            bench.Watch(file, 2);
            bench.Server.Submit("init", "3");
            Assert.AreEqual(4, bench.Signals.Take(0));
            bench.Files.Close(file);
            bench.Server.Submit("init", "4");
            Assert.AreEqual(0, bench.Signals.Take(0));
        }

        [TestMethod]
        public void ADeadServerIsToldOfAndWatchedAgain()
        {
            Bench bench = new Bench();
            bench.Server.Submit("init", "1");
            int watched = bench.Files.Open("/r/init");
            bench.Watch(watched, 0);
            Files other = Files.Of(bench.Component, "other");
            int read = other.Open("/r/init");
            bench.Server.Restart();
            _ = other.Read(read, 9, IoStatus.ServerFaulted);

            // Who watches asked nothing meanwhile, and is watching all the same.
            Assert.AreEqual("", other.Read(read));
            bench.Server.Submit("init", "2");
            Assert.AreEqual(1, bench.Signals.Take(0));
            Assert.AreEqual("2", bench.Files.Read(watched));
            bench.Server.Restart();
            _ = bench.Files.Stat("/r/init", IoStatus.ServerFaulted);
            _ = bench.Files.Stat("/r/init", IoStatus.NotPresent);
        }

        [TestMethod]
        public void ADeadServerDoesNotHideTheRest()
        {
            Bench bench = new Bench();
            bench.Server.Submit("init", "1");
            int directory = bench.Files.Open("/r");
            bench.Server.Restart();
            Files.Expect(IoStatus.ServerFaulted, bench.Files.Session.ReadDirectory(directory, new byte[31], out int length, out _));
            Assert.AreEqual(0, length);
            Assert.AreEqual("", bench.Files.Next(directory));
            bench.Server.Restart();
            Assert.AreEqual("r/", bench.Files.List("/"));
        }

        // A test's own: on nanoFramework the tests of a class have no instance.
        private sealed class Bench
        {
            public Bench()
            {
                TestEnv env = new TestEnv("+ vfs\n  + report r | label: all\n"
                    + "+ policy all\n  + allow / | write: yes\n+ policy other\n  + allow /\n")
                    .With("ReportReader", "all", Server);
                Component = Files.Component(env);
                Files = Files.Of(Component, "all");
            }

            public Server Server { get; } = new Server();

            public TestSignals Signals { get; } = new TestSignals();

            public VfsComponent Component { get; }

            public Files Files { get; }

            public void Watch(int file, int number) =>
                Files.Expect(IoStatus.Ok, Files.Session.Watch(file, new Signal(Signals, number)));
        }

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
