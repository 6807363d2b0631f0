// SPDX-License-Identifier: MIT
// Makes threads. All stacks lie in one range (.stack), of which the first thread has what the others leave. So below each stack there is
// another one, and while a thread runs the last 4 KiB of that are out of bounds: as much as a frame is that the compiler does not
// probe. A guard costs no memory this way, and no thread has business in another's stack.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using Wardstone.CortexM;

namespace Wardstone.Kernel
{
    /// <summary>What a thread runs.</summary>
    internal interface IThreadEntry
    {
        /// <summary>When it returns, so does the thread.</summary>
        void Run();
    }

    internal static unsafe class Threads
    {
        /// <summary>Most threads at a time.</summary>
        public const int Most = 24;

        private const uint LeastForFirst = 2048;
        private const uint SpareForFirst = 512; // beyond what it ever used
        private const uint StackStep = 1024; // what the MPU can tell apart

        private static ThreadBlock s_first;
        private static IThreadEntry[] s_entries;
        private static int s_count = 1;

        /// <summary>How many there are, ended ones included.</summary>
        public static int Count => s_count;

        /// <summary>The thread that runs Main.</summary>
        public static void MakeFirst(MemoryMap* map)
        {
            fixed (ThreadBlock* thread = &s_first)
            {
                thread->StackBottom = map->StackBottom;
                thread->StackTop = map->StackTop;
                thread->Next = thread;
                thread->Heap = Heap.System;
                thread->Priority = DefaultPriority;
                Mpu.DescribeGuard(thread);
                thread->FirstRecord = (PortalRecord*)sizeof(PortalRecord); // none as yet: no address is below
                ThreadBlock.Current = thread;
            }
        }

        public const int DefaultPriority = 3;

        /// <summary>The thread that runs Main.</summary>
        public static ThreadBlock* First
        {
            get
            {
                fixed (ThreadBlock* thread = &s_first)
                {
                    return thread;
                }
            }
        }

        /// <summary>Gives a thread places for the domains that it is inside at a time.</summary>
        /// <returns>false if there is not enough memory.</returns>
        public static bool AddRecords(ThreadBlock* thread, int depth)
        {
            PortalRecord* records = (PortalRecord*)Heap.System->TakeEnd((uint)(sizeof(PortalRecord) * depth));
            if (records == null)
            {
                return false;
            }

            thread->FirstRecord = records;
            thread->LastRecord = records + depth - 1;
            thread->Portal = records - 1;
            return true;
        }

        /// <summary>Bytes of stack that threads can still have.</summary>
        public static int StackFree
        {
            get
            {
                uint used = (uint)StackPeak(First) + SpareForFirst;
                int free = (int)(First->StackTop - First->StackBottom - (used > LeastForFirst ? used : LeastForFirst));
                return free < 0 ? 0 : free;
            }
        }

        /// <summary>Bytes that a thread takes of them.</summary>
        public static int SizeOf(int stack) => (int)(((uint)stack + StackStep - 1) & ~(StackStep - 1));

        /// <summary>Figures of thread <paramref name="index"/>: sizes in bytes.</summary>
        public static void ReadFigures(int index, out int priority, out int stack, out int stackPeak)
        {
            ThreadBlock* thread = At(index);
            priority = thread->Priority;
            stack = (int)(thread->StackTop - thread->StackBottom);
            stackPeak = StackPeak(thread);
        }

        // Nobody looks at another thread's stack but with its guard lifted.
        private static int StackPeak(ThreadBlock* thread)
        {
            ThreadBlock* current = ThreadBlock.Current;
            Mpu.SuspendGuard(current);
            int peak = (int)thread->StackPeak;
            Mpu.ResumeGuard(current);
            return peak;
        }

        /// <summary>Gives the first thread its places for domains, and a priority.</summary>
        public static bool SetUpFirst(int priority, int depth)
        {
            First->Priority = priority;
            return AddRecords(First, depth);
        }

        /// <summary>Starts a thread, as Start does.</summary>
        /// <returns>false if there is not enough memory.</returns>
        public static bool TryStart(IThreadEntry entry, int priority, int stack, int depth) => Start(entry, priority, stack, depth) != null;

        /// <summary>Starts a thread, on the system heap.</summary>
        /// <param name="stack">Bytes.</param>
        /// <param name="depth">The most domains that it is inside at a time.</param>
        /// <returns>null if there is not enough memory.</returns>
        public static ThreadBlock* Start(IThreadEntry entry, int priority, int stack, int depth)
        {
            uint size = (uint)SizeOf(stack);
            s_entries ??= new IThreadEntry[Most];
            ThreadBlock* current = ThreadBlock.Current;
            Scheduler.Alone = current;
            ThreadBlock* thread = FindOver(size);
            if (thread == null)
            {
                thread = Make(size, depth);
            }

            if (thread != null)
            {
                Prepare(thread, entry, priority);
            }

            Scheduler.Alone = null;
            Scheduler.Yield();
            return thread;
        }

        private static void Prepare(ThreadBlock* thread, IThreadEntry entry, int priority)
        {
            s_entries[IndexOf(thread)] = entry;
            thread->Heap = Heap.System;
            thread->Exceptions = null;
            thread->Priority = priority;
            ThreadBlock* current = ThreadBlock.Current;
            Mpu.SuspendGuard(current);
            thread->StackPointer = PrepareStack(thread->StackTop, &Enter, thread);
            Mpu.ResumeGuard(current);
            thread->IsOver = false;
            thread->WaitFlag = null;
        }

        /// <summary>What the current thread was started with; null for the first.</summary>
        public static IThreadEntry CurrentEntry => s_entries == null ? null : s_entries[IndexOf(ThreadBlock.Current)];

        /// <summary>Thread <paramref name="index"/>, from 0, in the order of their making.</summary>
        public static ThreadBlock* At(int index)
        {
            ThreadBlock* thread = First;
            for (; index > 0; index--)
            {
                thread = thread->Next;
            }

            return thread;
        }

        /// <summary>Its place in that order.</summary>
        public static int IndexOf(ThreadBlock* thread)
        {
            int index = 0;
            for (ThreadBlock* other = First; other != thread; other = other->Next)
            {
                index++;
            }

            return index;
        }

        private static ThreadBlock* FindOver(uint size)
        {
            for (ThreadBlock* thread = First->Next; thread != First; thread = thread->Next)
            {
                if (thread->IsOver && (uint)(thread->StackTop - thread->StackBottom) == size)
                {
                    return thread;
                }
            }

            return null;
        }

        private static ThreadBlock* Make(uint size, int depth)
        {
            ThreadBlock* first = First;
            if (s_count == Most || StackFree < size)
            {
                return null;
            }

            ThreadBlock* thread = (ThreadBlock*)Heap.System->TakeEnd((uint)sizeof(ThreadBlock));
            if (thread == null)
            {
                return null;
            }

            *thread = default;
            if (!AddRecords(thread, depth))
            {
                return null;
            }

            // Not one to run yet: it waits for what never comes.
            thread->IsOver = true;
            thread->WaitFlag = &thread->IsNever;
            thread->StackBottom = first->StackBottom;
            thread->StackTop = thread->StackBottom + size;
            Mpu.DescribeGuard(thread);
            ThreadBlock* last = first;
            while (last->Next != first)
            {
                last = last->Next;
            }

            uint mask = Interrupts.Disable();
            first->StackBottom = thread->StackTop;
            Mpu.DescribeGuard(first);
            thread->Next = first;
            last->Next = thread;
            s_count++;
            Interrupts.Restore(mask);
            return thread;
        }

        // Where a thread begins.
        private static void Enter(void* argument)
        {
            ThreadBlock* thread = (ThreadBlock*)argument;
            int index = IndexOf(thread);
            s_entries[index].Run();
            s_entries[index] = null;
            thread->IsOver = true;
            thread->WaitFlag = &thread->IsNever;
            Scheduler.Wait();
        }

        [RuntimeImport("*", "Threads_Prepare")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern uint* PrepareStack(byte* top, delegate*<void*, void> code, void* argument);
    }
}
