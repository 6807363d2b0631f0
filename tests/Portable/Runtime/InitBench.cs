// SPDX-License-Identifier: MIT
using System;
using nanoFramework.TestFramework;

namespace Wardstone.Tests.Portable.Runtime
{
    using Wardstone.Runtime;
    using Wardstone.Runtime.Hid;
    using Kernel = Wardstone.Runtime.Kernel;

    /// <summary>An Init with a configuration of its own, run by the test's thread.</summary>
    public sealed class InitBench : ILogSession, IWatchdogSession
    {
        private readonly Probe _console = new Probe();

        /// <param name="text">The nodes in the configuration, a line each.</param>
        public InitBench(string text)
            : this(TestPlatform.Current.CreateKernel(), text, new UserBinary(null))
        {
        }

        /// <param name="other">One more binary than there are.</param>
        public InitBench(Kernel kernel, string text, Binary other)
        {
            Kernel = new RecordingKernel(kernel);
            Binary[] binaries =
            {
                new CounterBinary(Probe), new UserBinary(Probe), new ReportsBinary(Reports), other,
            };
            ParentSession[] parents = { new ParentSession("Watchdog", "", this), new ParentSession("Log", "console", this) };
            Init = new Init(Kernel, binaries, parents, new TextRom("config\n" + text + "-\n"), this);
            IsRead = Init.TryRead(null, out string reason);
            Reason = reason;
        }

        public RecordingKernel Kernel { get; }

        public Init Init { get; }

        public bool IsRead { get; }

        public string Reason { get; }

        public Probe Probe { get; } = new Probe();

        /// <summary>Has the last report `init`.</summary>
        public Probe Reports { get; } = new Probe();

        /// <summary>What Init, and components without a log, have said.</summary>
        public string Said => _console.Text;

        public int WatchdogTimeoutMs { get; private set; }

        public int Fed { get; private set; }

        public void Start()
        {
            Assert.AreEqual("", Reason);
            Init.Start();
        }

        public Child Child(string name)
        {
            Child child = Init.FirstChild;
            while (child.Name != name)
            {
                child = child.Next;
            }

            return child;
        }

        /// <summary>Runs Init until a child is in a state.</summary>
        public void ServeUntil(string name, ChildState state)
        {
            Child child = Child(name);
            for (int i = 0; i < 1000 && child.State != state; i++)
            {
                Init.Serve(10);
            }

            Assert.AreEqual(ChildWords.Of(state), ChildWords.Of(child.State), Said);
        }

        /// <summary>Runs Init for a while.</summary>
        public void Serve(int ms)
        {
            for (Deadline end = Deadline.After(ms); !end.HasPassed;)
            {
                Init.Serve(1);
            }
        }

        public void Kill(string name) => Kernel.Domain(name).Kill(FaultCause.Killed);

        /// <summary>Nothing of it goes on after the test.</summary>
        public void End() => TestPlatform.Release(Kernel.Inner);

        void ILogSession.Write(SpanByte line) => _console.Note(HidText.String(line));

        IoStatus IWatchdogSession.Start(int timeoutMs)
        {
            WatchdogTimeoutMs = timeoutMs;
            return IoStatus.Ok;
        }

        void IWatchdogSession.Feed() => Fed++;
    }
}
