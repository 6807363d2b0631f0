// SPDX-License-Identifier: MIT
// Which thread runs: the one of the highest priority that can, and among equals the one whose last turn is longest ago. A turn ends when a
// millisecond does, or when the thread waits. A thread that waits for a lock lends its priority to the owner, and its turns: where it
// would be picked, the owner is.
//
// There are no queues: whoever asks for a switch has all threads looked at, and those that wait are those whose condition does not
// hold. So an interrupt handler wakes a thread by a store, and what a thread waits for can vanish with its domain.
// A thread that waits while no other can run sleeps in WFI itself: there is no idle thread, and no switch to one.

using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;
using Wardstone.CortexM;

namespace Wardstone.Kernel
{
    internal static unsafe class Scheduler
    {
        private const uint InterruptControl = 0xE000ED04; // ICSR
        private const uint PendSwitch = 1 << 28; // ICSR.PENDSVSET

        private static uint s_lastTickMs;
        private static ulong s_turns;
        private static ThreadBlock* s_turn; // whose it is: the thread that runs, or one that waits for it
        private static ThreadBlock* s_alone;
        private static long s_idleTicks;

        /// <summary>Time in 100 ns that the processor has slept since the start.</summary>
        public static long IdleTicks => s_idleTicks;

        /// <summary>As long as it is not null only this thread runs; interrupt handlers go on.</summary>
        public static ThreadBlock* Alone
        {
            get => s_alone;
            set => s_alone = value;
        }

        /// <summary>Has the threads looked at again soon; from anywhere, interrupt handlers included.</summary>
        [MethodImpl((MethodImplOptions)256)]
        public static void Poke() => *(uint*)InterruptControl = PendSwitch;

        /// <summary>Lets others of the same priority go first.</summary>
        public static void Yield()
        {
            uint mask = Interrupts.Disable();
            EndTurn(ThreadBlock.Current);
            Interrupts.Restore(mask);
            SwitchNow();
        }

        /// <summary>Waits until what the current thread's block says holds.</summary>
        public static void Wait()
        {
            ThreadBlock* thread = ThreadBlock.Current;
            while (true)
            {
                uint mask = Interrupts.Disable();
                if (IsReady(thread))
                {
                    Interrupts.Restore(mask);
                    return;
                }

                EndTurn(thread);
                bool isAnyReady = Pick() != null;
                if (!isAnyReady)
                {
                    long before = SysTick.Ticks;
                    Interrupts.WaitForOne();
                    s_idleTicks += SysTick.Ticks - before;
                }

                Interrupts.Restore(mask);
                if (isAnyReady)
                {
                    SwitchNow();
                }
            }
        }

        // What PendSV runs, between two instructions of the current thread.
        [RuntimeExport("Scheduler_Switch")]
        private static ThreadBlock* Switch(uint* stackPointer)
        {
            ThreadBlock* current = ThreadBlock.Current;
            current->StackPointer = stackPointer;
            if (SysTick.Milliseconds != s_lastTickMs)
            {
                EndTurn(current);
                Deaths.Charge(SysTick.Milliseconds - s_lastTickMs);
                s_lastTickMs = SysTick.Milliseconds;
            }

            Deaths.Run();
            s_turn = Pick();
            ThreadBlock* next = s_turn == null ? current : RunnerFor(s_turn);
            ThreadBlock.Current = next;
            return next;
        }

        // The thread goes behind its equals, and so does the one whose turn it had.
        private static void EndTurn(ThreadBlock* thread)
        {
            s_turns++;
            thread->LastTurn = s_turns;
            if (s_turn != null)
            {
                s_turn->LastTurn = s_turns;
            }
        }

        // Whose turn it is. null if nobody can run.
        private static ThreadBlock* Pick()
        {
            if (s_alone != null)
            {
                return s_alone;
            }

            ThreadBlock* best = null;
            ThreadBlock* current = ThreadBlock.Current;
            ThreadBlock* candidate = current;
            do
            {
                if ((best == null || IsBefore(candidate, best)) && RunnerFor(candidate) != null)
                {
                    best = candidate;
                }

                candidate = candidate->Next;
            }
            while (candidate != current);
            return best;
        }

        private static bool IsBefore(ThreadBlock* thread, ThreadBlock* other)
            => thread->Priority > other->Priority || (thread->Priority == other->Priority && thread->LastTurn < other->LastTurn);

        // The thread itself if it can run, or the one whose lock it waits for; null if that cannot either, or if they wait for each other.
        private static ThreadBlock* RunnerFor(ThreadBlock* thread)
        {
            for (int hops = Threads.Count; thread->WaitLock != null && thread->WaitLock->Owner != null; hops--)
            {
                if (hops == 0)
                {
                    return null;
                }

                thread = thread->WaitLock->Owner;
            }

            return IsReady(thread) ? thread : null;
        }

        private static bool IsReady(ThreadBlock* thread)
        {
            if (thread->WaitLock != null)
            {
                return thread->WaitLock->Owner == null;
            }

            return (thread->WaitFlag == null ? !thread->IsTimed : Volatile.Read(ref *thread->WaitFlag))
                || (thread->IsTimed && (int)(SysTick.Milliseconds - thread->WakeAtMs) >= 0);
        }

        /// <summary>Switches to whoever should run; comes back when that is this thread.</summary>
        [RuntimeImport("*", "Scheduler_SwitchNow")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern void SwitchNow();
    }
}
