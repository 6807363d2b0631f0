// SPDX-License-Identifier: MIT
// SpanByte is the one type whose code differs by runtime (hal/Net, hal/CoreLib), so its contract is pinned here.

using System;
using nanoFramework.TestFramework;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class SpanByteTests
    {
        [TestMethod]
        [DataRow(0, 5)]
        [DataRow(1, 3)]
        [DataRow(5, 0)]
        public void SliceIsAView(int start, int length)
        {
            byte[] bytes = Five();
            SpanByte span = new SpanByte(bytes).Slice(start, length);
            Assert.AreEqual(length, span.Length);
            Assert.AreEqual(length == 0, span.IsEmpty);
            for (int i = 0; i < length; i++)
            {
                Assert.AreEqual(bytes[start + i], span[i]);
                span[i] = (byte)(span[i] + 1);
                Assert.AreEqual(bytes[start + i], span[i]);
            }
        }

        [TestMethod]
        [DataRow(-1, 1)]
        [DataRow(0, 6)]
        [DataRow(5, 1)]
        [DataRow(2, -1)]
        [DataRow(2147483647, 2)]
        public void SliceOutsideThrows(int start, int length) =>
            Assert.ThrowsException(
                typeof(ArgumentOutOfRangeException), () => new SpanByte(Five()).Slice(start, length).CopyTo(SpanByte.Empty));

        [TestMethod]
        public void CopyToAShorterOneThrows() =>
            Assert.ThrowsException(typeof(ArgumentException), () => new SpanByte(Five()).CopyTo(new byte[4]));

        [TestMethod]
        public void CopyToOverlappingItselfTowardsTheFrontKeepsTheBytes()
        {
            byte[] bytes = { 1, 2, 3, 4, 5 };
            new SpanByte(bytes, 1, 4).CopyTo(new SpanByte(bytes, 0, 4));
            CollectionAssert.AreEqual(new byte[] { 2, 3, 4, 5, 5 }, bytes);
        }

        [TestMethod]
        public void NullArrayIsEmpty() => Assert.IsTrue(new SpanByte(null).IsEmpty);

        private static byte[] Five() => new byte[] { 10, 11, 12, 13, 14 };
    }
}
