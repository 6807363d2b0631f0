// SPDX-License-Identifier: MIT
using System;
using nanoFramework.TestFramework;
using Wardstone.Components;
using Wardstone.Drivers;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class DriverTests
    {
        [TestMethod]
        public void GivesTheDriverItWasConfiguredFor()
        {
            Device bus = new Device();
            DriverComponent component = Constructed(new TestEnv("driver: echo\nlabel: there\n").With("Bus", "there", bus));
            ICharDevice session = (ICharDevice)component.Open("Anything", "client");
            byte[] answer = new byte[1];
            Assert.AreEqual((int)IoStatus.Ok, (int)session.Transfer(new byte[] { 7 }, answer, 0, out int count));
            Assert.AreEqual("1 7", count + " " + answer[0]);
            Assert.AreSame(session, component.Open("Anything", "other client"));
        }

        [TestMethod]
        [DataRow("", "2, 1: the attribute 'driver' is missing")]
        [DataRow("driver: none\n", "2, 1: there is no driver of this name")]
        [DataRow("driver: echo\nbus: 1\n", "3, 1: there is no such attribute here")]
        public void RefusesAWrongConfiguration(string config, string reason)
        {
            TestEnv env = new TestEnv(config);
            DriverComponent component = Constructed(env);
            Assert.AreEqual(reason, env.Refusal);
            Assert.IsNull(component.Open("Anything", "client"));
        }

        private static DriverComponent Constructed(TestEnv env)
        {
            DriverComponent component = new DriverComponent(new CharDriver[] { new Echo() });
            component.Construct(env);
            return component;
        }

        private sealed class Echo : CharDriver
        {
            public override string Name => "echo";

            public override ICharDevice Create(IBusDevice bus) => bus;
        }

        private sealed class Device : CharDevice, IBusDevice
        {
            public IoStatus Begin() => IoStatus.Ok;

            public IoStatus Exchange(SpanByte write, SpanByte read) => IoStatus.Ok;

            public IoStatus End() => IoStatus.Ok;

            public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
            {
                write.CopyTo(read);
                count = write.Length;
                return IoStatus.Ok;
            }
        }
    }
}
