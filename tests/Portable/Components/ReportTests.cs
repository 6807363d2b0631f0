// SPDX-License-Identifier: MIT
using System;
using nanoFramework.TestFramework;
using Wardstone.Components;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class ReportTests
    {
        private const string Config = "+ report init | size: 16\n+ report heaps | size: 8\n";

        [TestMethod]
        public void KeepsTheLastOfEachName()
        {
            ReportComponent component = Component(Config);
            IReportReaderSession reader = (IReportReaderSession)component.Open("ReportReader", "host_link -> ");
            Assert.AreEqual("Timeout", Read(reader, "init"));
            IReportSession init = (IReportSession)component.Open("Report", "init -> init");
            IReportSession heaps = (IReportSession)component.Open("Report", "init -> heaps");
            Assert.AreEqual((int)IoStatus.Ok, (int)init.Submit(Hex.Ascii("a long report...")));
            Assert.AreEqual((int)IoStatus.Ok, (int)heaps.Submit(Hex.Ascii("heaps")));
            Assert.AreEqual((int)IoStatus.Ok, (int)init.Submit(Hex.Ascii("short")));
            Assert.AreEqual("short", Read(reader, "init"));
            Assert.AreEqual("heaps", Read(reader, "heaps"));
            Assert.AreEqual("NotPresent", Read(reader, "other"));
        }

        [TestMethod]
        public void RefusesWhatIsTooLongAndKeepsWhatItHas()
        {
            ReportComponent component = Component(Config);
            IReportReaderSession reader = (IReportReaderSession)component.Open("ReportReader", "");
            IReportSession heaps = (IReportSession)component.Open("Report", "heaps");
            Assert.AreEqual((int)IoStatus.Ok, (int)heaps.Submit(Hex.Ascii("12345678")));
            Assert.AreEqual((int)IoStatus.TooLong, (int)heaps.Submit(Hex.Ascii("123456789")));
            Assert.AreEqual("12345678", Read(reader, "heaps"));
        }

        [TestMethod]
        public void AnotherSubmissionIsAnotherVersion()
        {
            ReportComponent component = Component(Config);
            IReportReaderSession reader = (IReportReaderSession)component.Open("ReportReader", "");
            IReportSession init = (IReportSession)component.Open("Report", "init");
            _ = init.Submit(Hex.Ascii("0123456789"));
            byte[] part = new byte[4];
            Assert.AreEqual((int)IoStatus.Ok, (int)reader.Read(Hex.Ascii("init"), 8, part, out int count, out int length, out int version));
            Assert.AreEqual("2 10", count + " " + length);
            _ = init.Submit(Hex.Ascii("01234"));
            Assert.AreEqual((int)IoStatus.Ok, (int)reader.Read(Hex.Ascii("init"), 8, part, out count, out length, out int later));
            Assert.AreEqual("0 5", count + " " + length);
            Assert.AreNotEqual(version, later);
        }

        [TestMethod]
        public void ListsWhatWasSubmitted()
        {
            ReportComponent component = Component(Config);
            IReportReaderSession reader = (IReportReaderSession)component.Open("ReportReader", "");
            Assert.AreEqual("reports\n-\n", Read(reader, ""));
            _ = ((IReportSession)component.Open("Report", "heaps")).Submit(Hex.Ascii("h"));
            Assert.AreEqual("reports\n+ report heaps\n-\n", Read(reader, ""));
            _ = ((IReportSession)component.Open("Report", "init")).Submit(Hex.Ascii("i"));
            Assert.AreEqual("reports\n+ report init\n+ report heaps\n-\n", Read(reader, ""));
        }

        [TestMethod]
        public void DescribesWhatThereCanBe()
        {
            ReportComponent component = Component(Config);
            IReportReaderSession reader = (IReportReaderSession)component.Open("ReportReader", "");
            byte[] name = new byte[3];
            IoStatus status = reader.Describe(1, name, out int nameLength, out int length, out int version);
            Assert.AreEqual((int)IoStatus.Timeout, (int)status);
            Assert.AreEqual("hea 5 0", HidText.String(name) + " " + nameLength + " " + length);
            _ = ((IReportSession)component.Open("Report", "heaps")).Submit(Hex.Ascii("1234"));
            status = reader.Describe(1, SpanByte.Empty, out nameLength, out length, out int later);
            Assert.AreEqual((int)IoStatus.Ok, (int)status);
            Assert.AreEqual("5 4", nameLength + " " + length);
            Assert.AreNotEqual(version, later);
            Assert.AreEqual((int)IoStatus.NotPresent, (int)reader.Describe(2, name, out _, out _, out _));
            Assert.AreEqual((int)IoStatus.NotPresent, (int)reader.Describe(-1, name, out _, out _, out _));
        }

        [TestMethod]
        public void TellsWhoAskedAndNobodyElse()
        {
            TestSignals signals = new TestSignals();
            ReportComponent component = Component(Config);
            IReportReaderSession a = (IReportReaderSession)component.Open("ReportReader", "a");
            IReportReaderSession b = (IReportReaderSession)component.Open("ReportReader", "b");
            IReportSession init = (IReportSession)component.Open("Report", "init");
            IReportSession heaps = (IReportSession)component.Open("Report", "heaps");
            Signal first = new Signal(signals, 0);
            Signal second = new Signal(signals, 1);
            Signal any = new Signal(signals, 2);
            Assert.AreEqual("0 0 0 0", Words(a.Notify(0, first), a.Notify(0, first), b.Notify(1, second), b.Notify(-1, any)));
            _ = init.Submit(Hex.Ascii("1"));
            Assert.AreEqual(5, signals.Take(0));
            _ = init.Submit(Hex.Ascii("2"));
            Assert.AreEqual(1, signals.Take(0));
            _ = heaps.Submit(Hex.Ascii("123456789"));
            Assert.AreEqual(0, signals.Take(0));
            _ = heaps.Submit(Hex.Ascii("1"));
            Assert.AreEqual(6, signals.Take(0));

            // Asked for twice, it is there until it was taken back twice.
            Assert.AreEqual((int)IoStatus.NotPresent, (int)b.Forget(0, first));
            Assert.AreEqual((int)IoStatus.Ok, (int)a.Forget(0, first));
            _ = init.Submit(Hex.Ascii("3"));
            Assert.AreEqual(1, signals.Take(0));
            Assert.AreEqual((int)IoStatus.Ok, (int)a.Forget(0, first));
            _ = init.Submit(Hex.Ascii("4"));
            Assert.AreEqual(0, signals.Take(0));

            // Another instance of b asked for nothing yet.
            Assert.AreSame(b, component.Open("ReportReader", "b"));
            _ = heaps.Submit(Hex.Ascii("2"));
            Assert.AreEqual(0, signals.Take(0));
        }

        [TestMethod]
        public void WhatItPromisesIsBounded()
        {
            Signal signal = new Signal(new TestSignals(), 0);
            ReportComponent component = Component(Config);
            IReportReaderSession reader = (IReportReaderSession)component.Open("ReportReader", "0");
            Assert.AreEqual((int)IoStatus.NotPresent, (int)reader.Notify(2, signal));
            Assert.AreEqual((int)IoStatus.NotPresent, (int)reader.Notify(-2, signal));
            Assert.AreEqual((int)IoStatus.NotPresent, (int)reader.Notify(0, null));
            for (int i = 0; i < 16; i++)
            {
                Assert.AreEqual((int)IoStatus.Ok, (int)reader.Notify(0, signal));
            }

            Assert.AreEqual((int)IoStatus.TooManyOpen, (int)reader.Notify(0, signal));
            for (int i = 1; i < 8; i++)
            {
                Assert.IsNotNull(component.Open("ReportReader", "" + i));
            }

            Assert.IsNull(component.Open("ReportReader", "8"));
        }

        [TestMethod]
        [DataRow("", "log\n-\n")]
        [DataRow("one\ntwo\n", "log\n: one\n: two\n-\n")]
        [DataRow("\nrest \u0007", "log\n: \n: rest ?\n-\n")]
        public void ReportsTheLinesOfARom(string lines, string report)
        {
            TestEnv env = new TestEnv("+ report log | rom: before\n").With("Rom", "before", new TextRom(lines));
            ReportComponent component = new ReportComponent();
            component.Construct(env);
            Assert.IsNull(env.Refusal);
            Assert.AreEqual(report, Read((IReportReaderSession)component.Open("ReportReader", ""), "log"));
            Assert.IsNull(component.Open("Report", "log"));
        }

        [TestMethod]
        public void OpensOnlyReportsOfTheConfiguration() => Assert.IsNull(Component(Config).Open("Report", "init -> init2"));

        [TestMethod]
        [DataRow("+ repor init | size: 1\n", "2, 1: there is no such node")]
        [DataRow("size: 1\n", "2, 1: there is no such attribute")]
        [DataRow("+ report init\n", "3, 1: a report needs a name, and 'size' or 'rom'")]
        [DataRow("+ report | size: 1\n", "3, 1: a report needs a name, and 'size' or 'rom'")]
        [DataRow("+ report init | size: 1 | rom: a\n", "3, 1: a report needs a name, and 'size' or 'rom'")]
        [DataRow("+ report init | size: 0\n", "2, 17: 'size' is 1 to 32767")]
        [DataRow("+ report init | size: 32768\n", "2, 17: 'size' is 1 to 32767")]
        [DataRow("+ report init | size: 8 | room: 9\n", "2, 27: there is no such attribute")]
        [DataRow("+ report a | size: 8\n+ report a | size: 8\n", "4, 1: there is a report of this name already")]
        [DataRow("+ report 01234567890123456789012345678901 | size: 8\n", "2, 1: a report's name has at most 31 characters")]
        public void RefusesAWrongConfiguration(string config, string reason)
        {
            TestEnv env = new TestEnv(config);
            new ReportComponent().Construct(env);
            Assert.AreEqual(reason, env.Refusal.Substring(0, reason.Length));
        }

        private static string Words(IoStatus a, IoStatus b, IoStatus c, IoStatus d) => (int)a + " " + (int)b + " " + (int)c + " " + (int)d;

        private static ReportComponent Component(string config)
        {
            TestEnv env = new TestEnv(config);
            ReportComponent component = new ReportComponent();
            component.Construct(env);
            Assert.IsNull(env.Refusal);
            return component;
        }

        // In parts of three bytes; or the status, if it is not Ok.
        private static string Read(IReportReaderSession reader, string name)
        {
            byte[] part = new byte[3];
            string text = "";
            int length;
            do
            {
                IoStatus status = reader.Read(Hex.Ascii(name), text.Length, part, out int count, out length, out _);
                if (status != IoStatus.Ok)
                {
                    return status == IoStatus.NotPresent ? "NotPresent" : status == IoStatus.Timeout ? "Timeout" : "?";
                }

                text += HidText.String(new SpanByte(part, 0, count));
            }
            while (text.Length < length);
            return text;
        }
    }
}
