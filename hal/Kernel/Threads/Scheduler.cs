// SPDX-License-Identifier: MIT
// Which thread runs: the one of the highest priority that can, and among equals each for a millisecond in turn. A thread that waits
// for a lock lends its priority to the owner: where it would be picked, the owner is.
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
        private static bool s_isTurnOver;
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
            s_isTurnOver = true;
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

                ThreadBlock* next = Pick(thread);
                if (next == null)
                {
                    long before = SysTick.Ticks;
                    Interrupts.WaitForOne();
                    s_idleTicks += SysTick.Ticks - before;
                }

                Interrupts.Restore(mask);
                if (next != null)
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
                s_isTurnOver = true;
                Deaths.Charge(SysTick.Milliseconds - s_lastTickMs);
                s_lastTickMs = SysTick.Milliseconds;
            }

            Deaths.Run();
            ThreadBlock* next = Pick(s_isTurnOver ? current->Next : current);
            s_isTurnOver = false;
            if (next == null)
            {
                next = current;
            }

            ThreadBlock.Current = next;
            return next;
        }

        // The thread to run; of equals the first from `first` on. null if none can.
        private static ThreadBlock* Pick(ThreadBlock* first)
        {
            if (s_alone != null)
            {
                return s_alone;
            }

            ThreadBlock* best = null;
            int priority = int.MinValue;
            ThreadBlock* candidate = first;
            do
            {
                if (candidate->Priority > priority)
                {
                    ThreadBlock* runner = RunnerFor(candidate);
                    if (runner != null)
                    {
                        best = runner;
                        priority = candidate->Priority;
                    }
                }

                candidate = candidate->Next;
            }
            while (candidate != first);
            return best;
        }

        // The thread itself if it can run, or the one whose lock it waits for; null if that cannot either.
        private static ThreadBlock* RunnerFor(ThreadBlock* thread)
        {
            while (thread->WaitLock != null && thread->WaitLock->Owner != null)
            {
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
