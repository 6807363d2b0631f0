// SPDX-License-Identifier: MIT
using nanoFramework.TestFramework;
using Wardstone.Components;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class BusComponentTests
    {
        [TestMethod]
        [DataRow("+ devic a\n", "2, 1: there is no such node")]
        [DataRow("+ device a | bus: 1\n", "3, 1: a device needs a name, 'bus' and 'address'")]
        [DataRow("+ device | bus: 1 | address: 9\n", "3, 1: a device needs a name, 'bus' and 'address'")]
        [DataRow("+ device a | address: 0x2e\n", "3, 1: a device needs a name, 'bus' and 'address'")]
        [DataRow("+ device a | bus: 1 | address: 0x07\n", "2, 23: 'address' is 0x08 to 0x77")]
        [DataRow("+ device a | bus: 1 | address: 0x78\n", "2, 23: 'address' is 0x08 to 0x77")]
        [DataRow("+ device a | bus: one | address: 9\n", "2, 14: 'bus' is the number of a bus")]
        [DataRow("+ device a | bus: 1 | address: 9 | clock_khz: 401\n", "2, 36: 'clock_khz' is 100, 400 or 1000")]
        [DataRow("+ device a | bus: 1 | address: 9 | speed: 1\n", "2, 36: there is no such attribute")]
        [DataRow("+ device a | bus: 60001 | address: 9\n", "3, 1: the board has no I2C bus of this number")]
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
