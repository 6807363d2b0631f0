// SPDX-License-Identifier: MIT
// The runtime beneath where there is no kernel of ours: on .NET, and on a stock nanoFramework. Domains are locks and counters, threads
// are those of System.Threading. Faults are exceptions. What it cannot do: end code that neither returns nor calls (so there are no
// hard limits, and a heartbeat that is missed for that reason stays missed), count bytes of heaps, or guard stacks.

using System.Threading;

namespace Wardstone.Runtime
{
    /// <summary>A kernel that needs nothing but System.Threading.</summary>
    public sealed class PlainKernel : Kernel
    {
        private readonly PlainSystem _system;
        private readonly PlainFaults _faults;
        private PlainThread[] _threads = new PlainThread[8];
        private PlainSignals[] _signals = new PlainSignals[8];
        private int _threadCount;
        private int _signalsCount;
        private int _ramFree;
        private Signal _deaths;

        /// <param name="ram">Bytes that domains and stacks may take; they are counted and not used.</param>
        public PlainKernel(int ram)
        {
            _ramFree = ram;
            _system = new PlainSystem(this);
            _faults = new PlainFaults(this);
            _ = Current();
        }

        /// <summary>Whether it was stopped or reset.</summary>
        public bool IsStopped { get; private set; }

        public override int RamFree => _ramFree;

        public override Domain System => _system;

        public override FaultLog Faults => _faults;

        public override int ThreadCount
        {
            get
            {
                lock (Gate)
                {
                    return _threadCount;
                }
            }
        }

        // Guards what several threads change here and in the domains; nobody waits while he has it.
        internal object Gate { get; } = new object();

        public override Domain CreateDomain(string name, int ram, int limitMs, int stack) =>
            TryTake(ram) ? new PlainDomain(this, name, ram) : null;

        public override bool StartThread(IThreadBody body, string name, int priority, int stack, int depth)
        {
            if (!TryTake(stack))
            {
                return false;
            }

            PlainThread thread = new PlainThread(this, body, name, priority, stack);
            Add(thread);
            new Thread(thread.Run).Start();
            return true;
        }

        public override SignalSet CreateSignals()
        {
            PlainSignals signals = new PlainSignals(this);
            lock (Gate)
            {
                if (_signalsCount == _signals.Length)
                {
                    PlainSignals[] more = new PlainSignals[_signalsCount * 2];
                    _signals.CopyTo(more, 0);
                    _signals = more;
                }

                _signals[_signalsCount] = signals;
                _signalsCount++;
            }

            return signals;
        }

        public override void NotifyDeaths(Signal signal) => _deaths = signal;

        public override void ReadThread(int index, ThreadFigures figures)
        {
            lock (Gate)
            {
                _threads[index].Read(figures);
            }
        }

        public override int ReadIdleShare() => 0;

        /// <summary>There is no board to reset: what runs here stops.</summary>
        public override void Reset() => Stop();

        /// <summary>Ends each thread at the next point where it comes to the kernel, by a <see cref="KernelStoppedException"/>; also the
        /// one that runs Init.</summary>
        public void Stop()
        {
            lock (Gate)
            {
                IsStopped = true;
                for (int i = 0; i < _signalsCount; i++)
                {
                    _signals[i].Wake();
                }
            }
        }

        internal void CheckStopped()
        {
            if (IsStopped)
            {
                throw new KernelStoppedException();
            }
        }

        internal void Died(string name, FaultCause cause)
        {
            _faults.Add(name, cause);
            if (_deaths != null)
            {
                _deaths.Submit();
            }
        }

        // The thread that asks. One that the kernel did not start, such as Init's, is noted when it comes for the first time.
        internal PlainThread Current()
        {
            Thread own = Thread.CurrentThread;
            lock (Gate)
            {
                for (int i = 0; i < _threadCount; i++)
                {
                    if (_threads[i].Own == own)
                    {
                        return _threads[i];
                    }
                }
            }

            PlainThread thread = new PlainThread(this, null, _threadCount == 0 ? "init" : "guest", 0, 0) { Own = own };
            Add(thread);
            return thread;
        }

        private void Add(PlainThread thread)
        {
            lock (Gate)
            {
                if (_threadCount == _threads.Length)
                {
                    PlainThread[] more = new PlainThread[_threadCount * 2];
                    _threads.CopyTo(more, 0);
                    _threads = more;
                }

                _threads[_threadCount] = thread;
                _threadCount++;
            }
        }

        private bool TryTake(int ram)
        {
            lock (Gate)
            {
                bool fits = ram <= _ramFree;
                _ramFree -= fits ? ram : 0;
                return fits;
            }
        }
    }
}
