// SPDX-License-Identifier: MIT
using System.Collections;

namespace Wardstone.Tests.Portable.Runtime
{
    using Wardstone.Runtime;
    using Kernel = Wardstone.Runtime.Kernel;

    /// <summary>A kernel that remembers which domains were made, so that a test can end one.</summary>
    public sealed class RecordingKernel : Kernel
    {
        private readonly Kernel _kernel;
        private readonly ArrayList _names = new ArrayList();
        private readonly ArrayList _domains = new ArrayList();

        public RecordingKernel(Kernel kernel) => _kernel = kernel;

        public override long NowMs => _kernel.NowMs;

        public override int RamFree => _kernel.RamFree;

        public override int StackFree => _kernel.StackFree;

        public override int MaxThreads => _kernel.MaxThreads;

        public override Domain System => _kernel.System;

        public override int ThreadCount => _kernel.ThreadCount;

        public override FaultLog Faults => _kernel.Faults;

        public Kernel Inner => _kernel;

        /// <summary>The domain of the component of that name.</summary>
        public Domain Domain(string name) => (Domain)_domains[_names.IndexOf(name)];

        public override int RamOfDomain(int ram) => _kernel.RamOfDomain(ram);

        public override int RamOfThread(int stack) => _kernel.RamOfThread(stack);

        public override Domain CreateDomain(string name, int ram, int limitMs, int stack)
        {
            Domain domain = _kernel.CreateDomain(name, ram, limitMs, stack);
            _ = _names.Add(name);
            _ = _domains.Add(domain);
            return domain;
        }

        public override bool StartThread(IThreadBody body, string name, int priority, int stack, int depth) =>
            _kernel.StartThread(body, name, priority, stack, depth);

        public override SignalSet CreateSignals() => _kernel.CreateSignals();

        public override void NotifyDeaths(Signal signal) => _kernel.NotifyDeaths(signal);

        public override void ReadThread(int index, ThreadFigures figures) => _kernel.ReadThread(index, figures);

        public override int ReadIdleShare() => _kernel.ReadIdleShare();

        public override void Reset() => _kernel.Reset();
    }
}
