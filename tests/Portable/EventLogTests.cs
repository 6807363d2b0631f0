// SPDX-License-Identifier: MIT
// The event log's bytes, written out by hand from the TCG PC Client Platform Firmware Profile, and its bounds.

using System;
using nanoFramework.TestFramework;
using Wardstone.MeasuredBoot;
using Wardstone.Tpm;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class EventLogTests
    {
        private const int EventSize = 4 + 4 + 4 + 2 + 32 + 2 + 48 + 4 + 3;

        private static readonly byte[] Header =
        {
            0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 37, 0, 0, 0,
            (byte)'S', (byte)'p', (byte)'e', (byte)'c', (byte)' ', (byte)'I', (byte)'D', (byte)' ',
            (byte)'E', (byte)'v', (byte)'e', (byte)'n', (byte)'t', (byte)'0', (byte)'3', 0,
            0, 0, 0, 0, 0, 2, 0, 1, 2, 0, 0, 0, 0x0B, 0, 32, 0, 0x0C, 0, 48, 0, 0,
        };

        [TestMethod]
        public void HeaderAndEventAreWhatTheProfileSays()
        {
            TpmlDigestValues digests = Digests();
            EventLog log = new EventLog(1024);
            Assert.IsTrue(log.TryBegin(digests));
            CollectionAssert.AreEqual(Header, log.Bytes(0, log.Length).ToArray());

            Assert.IsTrue(log.TryAppend(2, TcgEventType.NonHostInfo, digests, new byte[] { 7, 8, 9 }));
            byte[] expected = new byte[EventSize];
            expected[0] = 2;
            expected[4] = 0x11;
            expected[8] = 2;
            expected[12] = 0x0B;
            Fill(new SpanByte(expected, 14, 32), 0xA5);
            expected[46] = 0x0C;
            Fill(new SpanByte(expected, 48, 48), 0x5A);
            expected[96] = 3;
            expected[100] = 7;
            expected[101] = 8;
            expected[102] = 9;
            CollectionAssert.AreEqual(expected, log.Bytes(Header.Length, log.Length - Header.Length).ToArray());
        }

        [TestMethod]
        public void DataFromTwoPlacesIsOneEvents()
        {
            TpmlDigestValues digests = Digests();
            EventLog whole = new EventLog(1024);
            EventLog parts = new EventLog(Header.Length + EventSize);
            Assert.IsTrue(whole.TryBegin(digests));
            Assert.IsTrue(parts.TryBegin(digests));
            Assert.IsTrue(whole.TryAppend(2, TcgEventType.EventTag, digests, new byte[] { 7, 8, 9 }));
            Assert.IsFalse(parts.TryAppend(2, TcgEventType.EventTag, digests, new byte[] { 7, 8 }, new byte[] { 9, 10 }));
            Assert.AreEqual(Header.Length, parts.Length);
            Assert.IsTrue(parts.TryAppend(2, TcgEventType.EventTag, digests, new byte[] { 7, 8 }, new byte[] { 9 }));
            CollectionAssert.AreEqual(whole.Bytes(0, whole.Length).ToArray(), parts.Bytes(0, parts.Length).ToArray());
        }

        [TestMethod]
        public void WhatDoesNotFitLeavesTheLogAsItWas()
        {
            TpmlDigestValues digests = Digests();
            EventLog log = new EventLog(Header.Length + EventSize + EventSize - 1);
            Assert.IsTrue(log.TryBegin(digests));
            Assert.IsTrue(log.TryAppend(0, TcgEventType.Separator, digests, new byte[3]));
            int length = log.Length;
            Assert.IsFalse(log.HasRoom(digests, 3));
            Assert.IsFalse(log.TryAppend(0, TcgEventType.Separator, digests, new byte[3]));
            Assert.AreEqual(length, log.Length);
            Assert.IsTrue(log.TryAppend(0, TcgEventType.Separator, digests, new byte[2]));
        }

        [TestMethod]
        public void WithoutAHeaderThereIsNoEvent()
        {
            TpmlDigestValues digests = Digests();
            EventLog log = new EventLog(Header.Length - 1);
            Assert.IsFalse(log.TryBegin(digests));
            Assert.AreEqual(0, log.Length);
            TpmlDigestValues none = new TpmlDigestValues(1);
            Assert.IsFalse(log.TryAppend(0, TcgEventType.Separator, none, SpanByte.Empty));
            Assert.AreEqual(0, log.Length);
        }

        private static TpmlDigestValues Digests()
        {
            TpmlDigestValues digests = new TpmlDigestValues(2);
            Fill(digests.Add(TpmAlgId.Sha256), 0xA5);
            Fill(digests.Add(TpmAlgId.Sha384), 0x5A);
            return digests;
        }

        private static void Fill(SpanByte bytes, byte value)
        {
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = value;
            }
        }
    }
}
