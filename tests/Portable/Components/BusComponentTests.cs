// SPDX-License-Identifier: MIT
// What the board refuses too; tests/Host/Buses has all of it, and what goes over simulated buses.

using nanoFramework.TestFramework;
using Wardstone.Components;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class BusComponentTests
    {
        [TestMethod]
        [DataRow("+ device a\n", "2, 1: there is no such node")]
        [DataRow("+ i2c a | address: 0x07 | bus: 1\n", "2, 11: 'address' is 0x08 to 0x77")]
        [DataRow("+ i2c a | bus: 60001 | address: 9\n", "2, 11: the board has no such bus")]
        [DataRow("+ spi a | mode: 4\n", "2, 11: 'mode' is 0 to 3")]
        [DataRow("+ spi a | chip_select: 65000\n", "2, 11: 'chip_select' is the number of a pin")]
        [DataRow("+ spi_bus a | raw: yes\n", "2, 15: there is no such attribute")]
        [DataRow("+ report\n", "3, 1: a report needs 'period_ms'")]
        public void RefusesAWrongConfiguration(string config, string reason)
        {
            TestEnv env = new TestEnv(config);
            BusComponent component = new BusComponent();
            component.Construct(env);
            Assert.AreEqual(reason, env.Refusal.Substring(0, reason.Length));
            Assert.IsNull(component.Open("Bus", "tpm -> a"));
        }
    }
}
