// SPDX-License-Identifier: MIT
// The sensor's values at the boundaries of its data sheet's table, and a bus that fails in between.

using System;
using nanoFramework.TestFramework;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class Tmp105Tests
    {
        [TestMethod]
        [DataRow(0x7FF0, "127.9375 C\n")]
        [DataRow(0x6400, "100.0000 C\n")]
        [DataRow(0x5000, "80.0000 C\n")]
        [DataRow(0x4B00, "75.0000 C\n")]
        [DataRow(0x3200, "50.0000 C\n")]
        [DataRow(0x1900, "25.0000 C\n")]
        [DataRow(0x0A10, "10.0625 C\n")]
        [DataRow(0x0080, "0.5000 C\n")]
        [DataRow(0x0040, "0.2500 C\n")]
        [DataRow(0x0010, "0.0625 C\n")]
        [DataRow(0x0000, "0.0000 C\n")]
        [DataRow(0xFFF0, "-0.0625 C\n")]
        [DataRow(0xFFC0, "-0.2500 C\n")]
        [DataRow(0xFF00, "-1.0000 C\n")]
        [DataRow(0xFEF0, "-1.0625 C\n")]
        [DataRow(0xE700, "-25.0000 C\n")]
        [DataRow(0xC900, "-55.0000 C\n")]
        [DataRow(0x8010, "-127.9375 C\n")]
        [DataRow(0x8000, "-128.0000 C\n")]
        public void ReadsALine(int register, string line)
        {
            Sensor sensor = new Sensor { Temperature = register };
            ICharDevice driver = new Tmp105(sensor);
            byte[] buffer = new byte[line.Length + 1];
            Assert.AreEqual((int)IoStatus.Ok, (int)driver.Read(buffer, 100, out int count));
            Assert.AreEqual(line, HidText.String(new SpanByte(buffer, 0, count)));

            // Where it just fits, too, and a byte less is too little.
            Assert.AreEqual((int)IoStatus.Ok, (int)driver.Read(new SpanByte(buffer, 0, line.Length), 100, out count));
            Assert.AreEqual(line.Length, count);
            Assert.AreEqual((int)IoStatus.TooLong, (int)driver.Read(new SpanByte(buffer, 0, line.Length - 1), 100, out count));
            Assert.AreEqual(0, count);
        }

        [TestMethod]
        [DataRow(0xFFFF)]
        [DataRow(0x1908)]
        [DataRow(0x1901)]
        public void WhatSetsBitsThatASensorNeverSetsIsNone(int register) =>
            Assert.AreEqual((int)IoStatus.ProtocolError, (int)Read(new Tmp105(new Sensor { Temperature = register })));

        [TestMethod]
        public void ItIsSetUpOnceAndAgainAfterAFailure()
        {
            Sensor sensor = new Sensor();
            Tmp105 driver = new Tmp105(sensor);
            Assert.AreEqual("", sensor.Writes);
            for (int i = 0; i < 3; i++)
            {
                Assert.AreEqual((int)IoStatus.Ok, (int)Read(driver));
            }

            Assert.AreEqual("01 60;", sensor.Writes);
            sensor.TransferStatus = IoStatus.NotAcknowledged;
            Assert.AreEqual((int)IoStatus.NotAcknowledged, (int)Read(driver));
            sensor.TransferStatus = IoStatus.Ok;
            sensor.WriteStatus = IoStatus.Busy;
            Assert.AreEqual((int)IoStatus.Busy, (int)Read(driver));
            sensor.WriteStatus = IoStatus.Ok;
            Assert.AreEqual((int)IoStatus.Ok, (int)Read(driver));
            Assert.AreEqual((int)IoStatus.Ok, (int)Read(driver));
            Assert.AreEqual("01 60;01 60;01 60;", sensor.Writes);
        }

        [TestMethod]
        [DataRow((int)IoStatus.NotAcknowledged)]
        [DataRow((int)IoStatus.Timeout)]
        [DataRow((int)IoStatus.BusError)]
        [DataRow((int)IoStatus.PartialTransfer)]
        [DataRow((int)IoStatus.ServerFaulted)]
        public void WhatTheBusSaysIsPassedOn(int status)
        {
            Assert.AreEqual(status, (int)Read(new Tmp105(new Sensor { WriteStatus = (IoStatus)status })));
            Assert.AreEqual(status, (int)Read(new Tmp105(new Sensor { TransferStatus = (IoStatus)status })));
        }

        [TestMethod]
        public void ItIsReadAndNothingElse()
        {
            Tmp105 driver = new Tmp105(new Sensor());
            Assert.AreEqual((int)IoStatus.NotSupported, (int)driver.Write(new byte[1], 100));
            Assert.AreEqual((int)IoStatus.NotSupported, (int)driver.Transfer(new byte[1], new byte[1], 100, out _));
        }

        private static IoStatus Read(ICharDevice driver)
        {
            IoStatus status = driver.Read(new byte[16], 100, out int count);
            Assert.AreEqual(status == IoStatus.Ok, count > 0);
            return status;
        }

        // Its two registers, as a bus with nobody else on it gives them.
        private sealed class Sensor : CharDevice
        {
            public int Temperature { get; set; } = 0x1900;

            public IoStatus WriteStatus { get; set; }

            public IoStatus TransferStatus { get; set; }

            public string Writes { get; private set; } = "";

            public override IoStatus Write(SpanByte data, int timeoutMs)
            {
                Writes += Hex.Text(data) + ";";
                return WriteStatus;
            }

            public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
            {
                Assert.AreEqual("00", Hex.Text(write));
                Assert.AreEqual(2, read.Length);
                read[0] = (byte)(Temperature >> 8);
                read[1] = (byte)Temperature;
                count = TransferStatus == IoStatus.Ok ? 2 : 0;
                return TransferStatus;
            }
        }
    }
}
