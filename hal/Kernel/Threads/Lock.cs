// SPDX-License-Identifier: MIT
// A lock that one thread owns at a time. The scheduler gives the owner the priority of whoever waits for it.

using System.Runtime.InteropServices;
using Wardstone.CortexM;

namespace Wardstone.Kernel
{
    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct Lock
    {
        /// <summary>null if it is free.</summary>
        public ThreadBlock* Owner;

        /// <summary>How many threads wait for it.</summary>
        public int Waiters;

        /// <summary>Waits until the lock is free. Somebody else may have taken it by the time this returns.</summary>
        public static void WaitUntilFree(Lock* self)
        {
            ThreadBlock* thread = ThreadBlock.Current;
            uint mask = Interrupts.Disable();
            self->Waiters++;
            thread->WaitLock = self;
            Interrupts.Restore(mask);
            Scheduler.Wait();
            mask = Interrupts.Disable();
            self->Waiters--;
            thread->WaitLock = null;
            Interrupts.Restore(mask);
        }

        public static void Acquire(Lock* self)
        {
            ThreadBlock* thread = ThreadBlock.Current;
            while (!TryTake(self, thread))
            {
                WaitUntilFree(self);
            }
        }

        /// <summary>Lets it go. A thread that waits for it goes first if its priority is not lower.</summary>
        public static void Release(Lock* self)
        {
            self->Owner = null;
            if (self->Waiters != 0)
            {
                Scheduler.Yield();
            }
        }

        private static bool TryTake(Lock* self, ThreadBlock* thread)
        {
            uint mask = Interrupts.Disable();
            bool isFree = self->Owner == null;
            if (isFree)
            {
                self->Owner = thread;
            }

            Interrupts.Restore(mask);
            return isFree;
        }
    }
}
