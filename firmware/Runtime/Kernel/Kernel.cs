// SPDX-License-Identifier: MIT
// What Init asks of the runtime beneath. firmware/ meets a board only through System.*, which has no word for a domain: so here is
// one, which each board hands in (boards/Common over hal/Kernel), and which Plain*.cs gives where there is nothing below.

using System;

namespace Wardstone.Runtime
{
    /// <summary>The runtime that components run on.</summary>
    public abstract class Kernel
    {
        /// <summary>Most components that a call may be inside of, the first included: as many as Init's own thread can.</summary>
        public const int MaxDepth = 15;

        /// <summary>Milliseconds since a point that stays the same; never goes back.</summary>
        public virtual long NowMs => DateTime.UtcNow.Ticks / TimeSpan.TicksPerMillisecond;

        /// <summary>Bytes that domains and stacks can still be made of.</summary>
        public abstract int RamFree { get; }

        /// <summary>Bytes that a domain takes of <see cref="RamFree"/>, with what Init keeps for it.</summary>
        /// <param name="ram">Its quota.</param>
        public virtual int RamOfDomain(int ram) => ram;

        /// <summary>Bytes that the stacks of all threads can be made of, Init's own included, where they have memory of their own; 0:
        /// those of threads take of <see cref="RamFree"/>.</summary>
        public virtual int StackFree => 0;

        /// <summary>Bytes that a thread takes of <see cref="StackFree"/> or <see cref="RamFree"/>.</summary>
        /// <param name="stack">Bytes of its stack, without what guards it.</param>
        public virtual int RamOfThread(int stack) => stack;

        /// <summary>Init's own domain: has no quota and no lock, never dies, and may be entered by a thread that is inside already. A
        /// thread that is inside takes from its heap, and does not die with a domain that it came from before it is back.</summary>
        public abstract Domain System { get; }

        /// <summary>Makes a domain, not started yet.</summary>
        /// <param name="name">Of the component, for people; to be kept by the caller.</param>
        /// <param name="ram">Quota of its heap in bytes.</param>
        /// <param name="limitMs">Longest time that a call may take in it, in milliseconds, without the calls that it makes itself.</param>
        /// <param name="stack">Bytes of stack that a call of it needs, with those that it makes itself.</param>
        /// <returns>null if there is not enough RAM.</returns>
        public abstract Domain CreateDomain(string name, int ram, int limitMs, int stack);

        /// <summary>Starts a thread that runs <paramref name="body"/>, which never ends, on the system heap.</summary>
        /// <param name="name">For people.</param>
        /// <param name="priority">0 to 7; the higher goes first.</param>
        /// <param name="stack">Bytes.</param>
        /// <param name="depth">The most domains that it is ever inside at a time.</param>
        /// <returns>false if there is not enough RAM.</returns>
        public abstract bool StartThread(IThreadBody body, string name, int priority, int stack, int depth);

        /// <summary>Most threads that there can be, Init's own included.</summary>
        public virtual int MaxThreads => int.MaxValue;

        /// <summary>Where signals of one thread come in.</summary>
        public abstract SignalSet CreateSignals();

        /// <summary>Has <paramref name="signal"/> submitted whenever an instance of a domain has ended.</summary>
        public abstract void NotifyDeaths(Signal signal);

        /// <summary>Threads; number 0 is the one that runs Init.</summary>
        public abstract int ThreadCount { get; }

        /// <summary>The figures of thread <paramref name="index"/>.</summary>
        public abstract void ReadThread(int index, ThreadFigures figures);

        /// <summary>Per mille of the time since the last call that the processor slept.</summary>
        public abstract int ReadIdleShare();

        /// <summary>The faults on record, also those from before a reset.</summary>
        public abstract FaultLog Faults { get; }

        /// <summary>Resets the board.</summary>
        public abstract void Reset();
    }

    /// <summary>What a thread runs.</summary>
    public interface IThreadBody
    {
        /// <summary>Does not return.</summary>
        void Run();
    }

    /// <summary>A thread, for a report.</summary>
    public sealed class ThreadFigures
    {
        public string Name;
        public int Priority;

        /// <summary>Bytes of stack.</summary>
        public int Stack;

        /// <summary>The most of it that was ever in use, in bytes.</summary>
        public int StackPeak;
    }
}
