// SPDX-License-Identifier: MIT
// What needs no bus; tests/Host/Drivers has the rest, over simulated ones.

using nanoFramework.TestFramework;
using Wardstone.Components;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class BusComponentTests
    {
        [TestMethod]
        [DataRow("+ device a\n", "2, 1: there is no such node")]
        [DataRow("speed: 1\n", "2, 1: there is no such attribute")]
        [DataRow("hold_ms: 9\n", "2, 1: 'hold_ms' is 10 to 10000")]
        [DataRow("+ i2c a | address: 0x2e\n", "3, 1: a device on I2C needs a name, 'bus' and 'address'")]
        [DataRow("+ i2c a | address: 0x07 | bus: 1\n", "2, 11: 'address' is 0x08 to 0x77")]
        [DataRow("+ i2c a | address: 0x78 | bus: 1\n", "2, 11: 'address' is 0x08 to 0x77")]
        [DataRow("+ i2c a | bus: one | address: 9\n", "2, 11: 'bus' is the number of a bus")]
        [DataRow("+ i2c a | bus: 60001 | address: 9\n", "2, 11: the board has no such bus")]
        [DataRow("+ i2c a | clock_khz: 401\n", "2, 11: 'clock_khz' is 100, 400 or 1000")]
        [DataRow("+ i2c a | nak_retries: 101\n", "2, 11: 'nak_retries' is 0 to 100")]
        [DataRow("+ i2c a | stretch_retries: -1\n", "2, 11: 'stretch_retries' is 0 to 100")]
        [DataRow("+ i2c a | retry_delay_ms: 101\n", "2, 11: 'retry_delay_ms' is 0 to 100")]
        [DataRow("+ i2c a | mode: 1\n", "2, 11: there is no such attribute")]
        [DataRow("+ spi a | mode: 0\n", "3, 1: a device on SPI needs a name, 'bus', and 'chip_select' or 'line'")]
        [DataRow("+ spi a | bus: 60001\n", "2, 11: the board has no such bus")]
        [DataRow("+ spi a | mode: 4\n", "2, 11: 'mode' is 0 to 3")]
        [DataRow("+ spi a | clock_khz: 0\n", "2, 11: 'clock_khz' is 1 to 100000")]
        [DataRow("+ spi a | max_transfer: 0\n", "2, 11: 'max_transfer' is 1 to 4096")]
        [DataRow("+ spi a | chip_select: 65000\n", "2, 11: 'chip_select' is the number of a pin")]
        [DataRow("+ spi a | line: 3 | chip_select: 3\n", "2, 21: there is a 'line' already")]
        [DataRow("+ spi a | address: 9\n", "2, 11: there is no such attribute")]
        [DataRow("+ i2c_bus a\n", "3, 1: a bus needs a name and 'bus'")]
        [DataRow("+ i2c_bus a | raw: maybe\n", "2, 15: 'raw' is yes or no")]
        [DataRow("+ i2c_bus a | bus: 60001\n", "2, 15: the board has no such bus")]
        [DataRow("+ spi_bus a | raw: yes\n", "2, 15: there is no such attribute")]
        [DataRow("+ report\n", "3, 1: a report needs 'period_ms'")]
        [DataRow("+ report | period_ms: 99\n", "2, 12: 'period_ms' is 100 to 3600000")]
        [DataRow("+ report | period_ms: 100 | size: 1\n", "2, 29: there is no such attribute")]
        [DataRow("+ report | period_ms: 100\n+ report | period_ms: 100\n", "3, 1: there is no such node here, or there is one already")]
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
