// SPDX-License-Identifier: MIT
using nanoFramework.TestFramework;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class SessionLabelTests
    {
        [TestMethod]
        [DataRow("", "", "")]
        [DataRow("tpm", "tpm", "tpm")]
        [DataRow("tpm -> bus", "tpm", "bus")]
        [DataRow("a -> b -> c", "a", "c")]
        [DataRow(" -> b", "", "b")]
        [DataRow("a -> ", "a", "")]
        [DataRow("a->b", "a->b", "a->b")]
        public void HasAClientAndALastPart(string label, string client, string last)
        {
            Assert.AreEqual(client, SessionLabel.Client(label));
            Assert.AreEqual(last, SessionLabel.Last(label));
        }
    }
}
