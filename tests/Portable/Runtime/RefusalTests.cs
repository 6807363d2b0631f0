// SPDX-License-Identifier: MIT
// A configuration that cannot work is refused as a whole, on every kernel; tests/Host/Components has all the reasons.

using nanoFramework.TestFramework;

namespace Wardstone.Tests.Portable.Runtime
{
    [TestClass]
    public class RefusalTests
    {
        [TestMethod]
        [DataRow("+ start a | binary: user | ram: 4K\n  + provides | + service Counter\n",
            "line 3, column 16: the binary 'user' has no service 'Counter'")]
        [DataRow("+ start counter | ram: 100M\n", "line 2, column 1: with 'counter', the children take ")]
        [DataRow("+ start a | binary: counter | ram: 4K\n  + provides | + service Counter\n  + route | + service Counter | + child b\n"
            + "+ start b | binary: counter | ram: 4K\n  + provides | + service Counter\n  + route | + service Counter | + child a\n",
            "line 4, column 33: the routes go in a circle: ")]
        public void NothingStarts(string nodes, string reason)
        {
            InitBench bench = new InitBench(nodes);
            Assert.IsFalse(bench.IsRead);
            Assert.AreEqual(reason, bench.Reason.Substring(bench.Reason.IndexOf("line "), reason.Length), bench.Reason);
            Assert.AreEqual("", bench.Probe.Text);
        }
    }
}
