// SPDX-License-Identifier: MIT
// A component's own thread: waits for signals and timers, and takes them inside. It is made once and serves all instances, one
// after the other. It is also what answers heartbeats: whoever comes in and out again is alive.

namespace Wardstone.Runtime
{
    internal sealed class ComponentThread : IThreadBody
    {
        private const int OwnSignals = (1 << Timers.Count) - 1;

        // Above the component's: to look at its timers again; to answer a heartbeat.
        private const int Wake = 1 << Timers.Count;
        private const int Heartbeat = 1 << (Timers.Count + 1);

        private readonly EntryPortal _entry;
        private readonly Signal[] _handedOut = new Signal[Timers.Count];
        private readonly Timers _timers;

        public ComponentThread(EntryPortal entry, Timers timers, SignalSet signals)
        {
            _entry = entry;
            _timers = timers;
            Signals = signals;
        }

        public SignalSet Signals { get; }

        /// <summary>Whether the last heartbeat was answered.</summary>
        public bool IsAnswered { get; private set; } = true;

        /// <summary>Asks for an answer.</summary>
        public void Ask()
        {
            IsAnswered = false;
            Signals.Submit(Heartbeat);
        }

        /// <summary>For a new instance: nothing is asked.</summary>
        public void Forget() => IsAnswered = true;

        /// <summary>The signal of that number; the same one each time. On the system heap.</summary>
        public Signal SignalOf(int number) => _handedOut[number] ?? (_handedOut[number] = new Signal(Signals, number));

        /// <summary>Sets a timer. Inside the component.</summary>
        public void Trigger(int number, int delayMs, int periodMs)
        {
            _timers.Set(number, delayMs, periodMs);
            if (!_timers.IsLookedAt)
            {
                Signals.Submit(Wake);
            }
        }

        public void Run()
        {
            int timeoutMs = Timers.Never;
            for (; ; )
            {
                int signals = Signals.Take(timeoutMs);
                PortalStatus status;
                do
                {
                    // An instance that began meanwhile may have been signalled already.
                    status = _entry.Dispatch(signals & OwnSignals, out timeoutMs);
                }
                while (status == PortalStatus.Stale);
                if ((signals & Heartbeat) != 0 && status == PortalStatus.Entered)
                {
                    IsAnswered = true;
                }
            }
        }
    }
}
