// SPDX-License-Identifier: MIT
// What the firmware's runtime asks of the kernel, answered by hal/Kernel.

using Wardstone.Kernel;
using Wardstone.Runtime;

namespace Wardstone.Boards
{
    /// <summary>The kernel of the board. One of them.</summary>
    public sealed class BoardKernel : Runtime.Kernel, IDeathListener
    {
        private const int HighestPriority = 7;
        private const int DomainsOfInit = MaxDepth + 1; // that Init's thread is inside at a time: a component, its servers, the system
        private const int Reserve = 12 * 1024; // of the system heap, for what Init allocates once, its reports most of all
        private const int PerComponent = 2048; // and for each component: portals, records of its thread, room in the reports
        private const long TicksPerMs = 10_000;

        private readonly SystemDomain _system = new SystemDomain();
        private readonly BoardThread[] _threads = new BoardThread[Threads.Most];
        private Runtime.Signal _deaths;
        private long _readAt;
        private long _idleAt;

        public BoardKernel() => _ = Threads.SetUpFirst(HighestPriority, DomainsOfInit);

        /// <inheritdoc/>
        public override int RamFree => Domains.RamFree - Reserve;

        /// <inheritdoc/>
        public override Runtime.Domain System => _system;

        /// <inheritdoc/>
        public override int ThreadCount => Threads.Count;

        /// <inheritdoc/>
        public override FaultLog Faults { get; } = new KeptFaults();

        /// <inheritdoc/>
        public override int RamOfDomain(int ram) => Domains.SizeOf(ram) + PerComponent;

        /// <inheritdoc/>
        public override int StackFree => Threads.StackFree;

        /// <inheritdoc/>
        public override int RamOfThread(int stack) => Threads.SizeOf(stack);

        /// <inheritdoc/>
        public override int MaxThreads => Threads.Most;

        /// <inheritdoc/>
        public override Runtime.Domain CreateDomain(string name, int ram, int limitMs, int stack)
        {
            var handle = Domains.Create(name, ram, limitMs, stack);
            return handle == 0 ? null : new BoardDomain(handle);
        }

        /// <inheritdoc/>
        public override bool StartThread(IThreadBody body, string name, int priority, int stack, int depth)
        {
            var thread = new BoardThread(body, name);
            _threads[Threads.Count] = thread;
            return Threads.TryStart(thread, priority, stack, depth);
        }

        /// <inheritdoc/>
        public override SignalSet CreateSignals() => new BoardSignals();

        /// <inheritdoc/>
        public override void NotifyDeaths(Runtime.Signal signal)
        {
            _deaths = signal;
            Deaths.Notify(this);
        }

        /// <inheritdoc/>
        public override void ReadThread(int index, ThreadFigures figures)
        {
            Threads.ReadFigures(index, out figures.Priority, out figures.Stack, out figures.StackPeak);
            figures.Name = _threads[index] == null ? "init" : _threads[index].Name;
        }

        /// <inheritdoc/>
        public override int ReadIdleShare()
        {
            var now = Clock.Ticks;
            var idle = Scheduler.IdleTicks;
            var share = now == _readAt ? 0 : (int)((idle - _idleAt) * 1000 / (now - _readAt));
            _readAt = now;
            _idleAt = idle;
            return share;
        }

        /// <inheritdoc/>
        public override void Reset() => CortexM.Processor.Reset(ResetReason.Requested);

        void IDeathListener.OnDeath() => _deaths.Submit();

        internal static void ReadFigures(nint domain, DomainFigures figures) => Domains.ReadFigures(
            domain,
            out figures.Ram,
            out figures.RamUsed,
            out figures.RamPeak,
            out figures.Collections,
            out figures.LongestPauseUs,
            out figures.Allocated);

        private sealed class BoardThread : IThreadEntry
        {
            private readonly IThreadBody _body;

            public BoardThread(IThreadBody body, string name)
            {
                _body = body;
                Name = name;
            }

            public string Name { get; }

            public void Run() => _body.Run();
        }
    }
}
