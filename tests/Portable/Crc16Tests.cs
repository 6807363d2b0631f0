// SPDX-License-Identifier: MIT
using System;
using nanoFramework.TestFramework;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class Crc16Tests
    {
        // The check value that catalogues of CRCs give for this one (KERMIT).
        [TestMethod]
        public void KnownValue() =>
            Assert.AreEqual(0x2189, Crc16.Of(new byte[] { 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39 }));

        [TestMethod]
        public void NothingIsTheStartValue() => Assert.AreEqual(0, Crc16.Of(SpanByte.Empty));

        [TestMethod]
        public void EightStepsAtOnceEqualEightSteps()
        {
            for (int start = 0; start < 0x10000; start += 0x0F1D)
            {
                for (int value = 0; value < 256; value++)
                {
                    Assert.AreEqual(BitByBit(start, value), Crc16.Append(start, (byte)value));
                }
            }
        }

        [TestMethod]
        public void AWordAtOnceEqualsItsBytes()
        {
            var data = new byte[263];
            int crc = 0;
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = (byte)((i * 73) ^ (i >> 3));
                crc = BitByBit(crc, data[i]);
                Assert.AreEqual(crc, Crc16.Of(new SpanByte(data, 0, i + 1)));
            }
        }

        private static int BitByBit(int crc, int value)
        {
            crc ^= value;
            for (int i = 0; i < 8; i++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x8408 : crc >> 1;
            }

            return crc;
        }
    }
}
