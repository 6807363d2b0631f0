// SPDX-License-Identifier: MIT
using nanoFramework.TestFramework;
using Wardstone.Components;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class ExampleTests
    {
        [TestMethod]
        public void CountsPeriods()
        {
            TestEnv env = new TestEnv("period_ms: 20\n");
            ExampleComponent component = new ExampleComponent();
            component.Construct(env);
            Assert.AreEqual("20 20", env.DelayMs + " " + env.PeriodMs);
            IExampleSession session = (IExampleSession)component.Open("Example", "client");
            component.Dispatch(1);
            component.Dispatch(2);
            component.Dispatch(1);
            _ = session.ReadCount(out int count);
            Assert.AreEqual(2, count);
            Assert.AreEqual("the first period is over", env.LastLine);
        }

        [TestMethod]
        [DataRow("", "2, 1: the attribute 'period_ms' is missing")]
        [DataRow("period_ms: 0\n", "2, 1: 'period_ms' is 1 to 60000")]
        [DataRow("period_ms: 60001\n", "2, 1: 'period_ms' is 1 to 60000")]
        [DataRow("period: 1\n", "2, 1: there is no such attribute here")]
        public void RefusesAWrongConfiguration(string config, string reason)
        {
            TestEnv env = new TestEnv(config);
            new ExampleComponent().Construct(env);
            Assert.AreEqual(reason, env.Refusal);
        }
    }
}
