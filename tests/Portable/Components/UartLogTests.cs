// SPDX-License-Identifier: MIT
using System;
using nanoFramework.TestFramework;
using Wardstone.Components;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class UartLogTests
    {
        [TestMethod]
        [DataRow("tpm", "hello", "[tpm] hello")]
        [DataRow("sub/tpm -> anything", "hello", "[sub/tpm] hello")]
        [DataRow("a -> b -> c", "", "[a] ")]
        [DataRow("a", "tab\tbell\a", "[a] tab?bell?")]
        public void WritesALineWithItsClientToConsoleAndRing(string label, string text, string line)
        {
            Terminal console = new Terminal();
            Terminal ring = new Terminal();
            UartLogComponent component = new UartLogComponent();
            component.Construct(new TestEnv().With("Terminal", "console", console).With("Log", "ring", ring));
            ILogSession session = (ILogSession)component.Open("Log", label);
            session.Write(Hex.Ascii(text));
            Assert.AreEqual(line + "\r\n", console.Text);
            Assert.AreEqual(line, ring.Text);
        }

        [TestMethod]
        public void CutsWhatIsTooLong()
        {
            Terminal console = new Terminal();
            UartLogComponent component = new UartLogComponent();
            component.Construct(new TestEnv().With("Terminal", "console", console).With("Log", "ring", new Terminal()));
            ILogSession session = (ILogSession)component.Open("Log", new string('c', 100));
            session.Write(new byte[Log.MaxLine + 1]);
            Assert.AreEqual("[" + new string('c', 37) + "] " + new string('?', Log.MaxLine) + "\r\n", console.Text);
        }

        [TestMethod]
        public void HasNothingToConfigure()
        {
            TestEnv env = new TestEnv("+ console\n");
            new UartLogComponent().Construct(env);
            Assert.AreEqual("2, 1: there is no such node here, or there is one already", env.Refusal);
        }

        private sealed class Terminal : CharDevice, ILogSession
        {
            public string Text { get; private set; } = "";

            public void Write(SpanByte line) => Text += HidText.String(line);

            public override IoStatus Write(SpanByte data, int timeoutMs)
            {
                Write(data);
                return IoStatus.Ok;
            }

            public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
            {
                count = 0;
                return IoStatus.Timeout;
            }
        }
    }
}
