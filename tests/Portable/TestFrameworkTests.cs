// SPDX-License-Identifier: MIT
// The assertions and data rows that all other portable tests rest on: an assertion that cannot fail proves nothing.

using System;
using nanoFramework.TestFramework;
using TestFrameworkShared;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class TestFrameworkTests
    {
        private static int s_setups;

        [Setup]
        public void Setup() => s_setups++;

        [TestMethod]
        public void SetupRunsOnce() => Assert.AreEqual(1, s_setups);

        [TestMethod]
        [DataRow((sbyte)-128, (short)-32768, -2147483648, -9223372036854775808L, "a\"\\\nb", true)]
        public void RowHoldsSignedNumbersAndText(sbyte i8, short i16, int i32, long i64, string text, bool flag)
        {
            Assert.AreEqual(-128, (int)i8);
            Assert.AreEqual(-32768, (int)i16);
            Assert.AreEqual(int.MinValue, i32);
            Assert.AreEqual(long.MinValue, i64);
            Assert.AreEqual("a\"\\\nb", text);
            Assert.IsTrue(flag);
        }

        [TestMethod]
        [DataRow((byte)255, (ushort)65535, 4294967295u, 18446744073709551615UL)]
        public void RowHoldsUnsignedNumbers(byte u8, ushort u16, uint u32, ulong u64)
        {
            Assert.AreEqual(255, (int)u8);
            Assert.AreEqual(65535, (int)u16);
            Assert.AreEqual(uint.MaxValue, u32);
            Assert.AreEqual(ulong.MaxValue, u64);
        }

        [TestMethod]
        public void AssertionsFail()
        {
            Fails(() => Assert.AreEqual(1, 2));
            Fails(() => Assert.AreEqual(1u, 2u));
            Fails(() => Assert.AreEqual(1L, 2L));
            Fails(() => Assert.AreEqual("a", "b"));
            Fails(() => Assert.AreEqual("a", null));
            Fails(() => Assert.AreEqual(IoStatus.Ok, IoStatus.Timeout));
            Fails(() => Assert.AreNotEqual(1, 1));
            Fails(() => Assert.IsTrue(false));
            Fails(() => Assert.IsFalse(true));
            Fails(() => Assert.IsNull(""));
            Fails(() => Assert.IsNotNull(null));
            Fails(() => Assert.AreSame(new object(), new object()));
            Fails(() => Assert.Contains("x", "abc"));
            Fails(() => Assert.ThrowsException(typeof(ArgumentException), () => { }));
            Fails(() => Assert.ThrowsException(typeof(ArgumentException), () => throw new ArgumentNullException()));
            Fails(() => CollectionAssert.AreEqual(new byte[] { 1, 2 }, new byte[] { 1, 3 }));
            Fails(() => CollectionAssert.AreEqual(new byte[] { 1, 2 }, new byte[] { 1 }));
            Fails(() => CollectionAssert.AreEqual(new[] { "a", "b" }, new[] { "a", "c" }));
        }

        [TestMethod]
        public void FailureSaysWhatWasExpected()
        {
            try
            {
                Assert.AreEqual(1, 2, "why");
            }
            catch (AssertFailedException e)
            {
                Assert.AreEqual("Assert.AreEqual failed. Expected:<1>. Actual:<2>. why", e.Message);
                return;
            }

            Assert.IsTrue(false);
        }

        [TestMethod]
        public void SkipIsNoFailure() => Assert.ThrowsException(typeof(SkipTestException), () => Assert.SkipTest("not here"));

        private static void Fails(Action assertion) => Assert.ThrowsException(typeof(AssertFailedException), assertion);
    }
}
