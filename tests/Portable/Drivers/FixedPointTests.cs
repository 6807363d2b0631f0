// SPDX-License-Identifier: MIT
using System;
using nanoFramework.TestFramework;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class FixedPointTests
    {
        [TestMethod]
        [DataRow(0, 1, "C", "0.0 C\n")]
        [DataRow(5, 1, "C", "0.5 C\n")]
        [DataRow(-5, 1, "C", "-0.5 C\n")]
        [DataRow(10, 1, "C", "1.0 C\n")]
        [DataRow(-1005, 2, "mV", "-10.05 mV\n")]
        [DataRow(99, 2, "", "0.99 \n")]
        [DataRow(100, 2, "A", "1.00 A\n")]
        [DataRow(7, 9, "V", "0.000000007 V\n")]
        [DataRow(2147483647, 9, "V", "2.147483647 V\n")]
        [DataRow(-2147483648, 4, "C", "-214748.3648 C\n")]
        public void PutsALineThatFits(int value, int decimals, string unit, string line)
        {
            byte[] buffer = new byte[line.Length + 1];
            buffer[line.Length] = 0xEE;
            Assert.AreEqual((int)IoStatus.Ok, (int)FixedPoint.PutLine(buffer, value, decimals, unit, out int count));
            Assert.AreEqual(line, HidText.String(new SpanByte(buffer, 0, count)));
            Assert.AreEqual(0xEE, (int)buffer[line.Length]);

            byte[] small = new byte[line.Length - 1];
            Assert.AreEqual((int)IoStatus.TooLong, (int)FixedPoint.PutLine(small, value, decimals, unit, out count));
            Assert.AreEqual(0, count);
            Assert.AreEqual(0, (int)small[0]);
        }
    }
}
