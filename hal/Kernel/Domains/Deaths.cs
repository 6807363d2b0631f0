// SPDX-License-Identifier: MIT
// How domains die. Whatever the cause, the death itself happens in the switch (PendSV), when no thread runs: the one that is inside is
// put back to where it entered, the lock is free, the devices are quiet, and the heap is simply not used any more. A thread that
// is inside another domain by now comes back from there first, since that one still works for it.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using Wardstone.CortexM;

namespace Wardstone.Kernel
{
    /// <summary>Is told of deaths.</summary>
    internal interface IDeathListener
    {
        /// <summary>An instance ended. Runs in the switch: does not allocate, throw or wait.</summary>
        void OnDeath();
    }

    internal static unsafe class Deaths
    {
        private static bool s_areDue;
        private static IDeathListener s_listener;

        /// <summary>Who is told.</summary>
        public static void Notify(IDeathListener listener) => s_listener = listener;

        /// <summary>Has the instance end, as soon as it can; from anywhere, interrupt handlers included.</summary>
        /// <param name="cause">One of <see cref="FaultCode"/>.</param>
        public static void Doom(Domain* domain, int cause)
        {
            uint mask = Interrupts.Disable();
            if (domain->Generation != 0 && !domain->IsSystem)
            {
                // The first cause counts. One that waits for its end may have it now.
                domain->Doom = domain->Doom == 0 ? cause : domain->Doom;
                s_areDue = true;
                Scheduler.Poke();
            }

            Interrupts.Restore(mask);
        }

        /// <summary>Time has passed: it counts for the innermost domain that each thread is in, unless it waits to go further.</summary>
        public static void Charge(uint milliseconds)
        {
            ThreadBlock* thread = ThreadBlock.Current;
            do
            {
                if (thread->IsInDomain && thread->WaitLock == null)
                {
                    Domain* domain = thread->Portal->Domain;
                    domain->ElapsedMs += milliseconds;
                    if (domain->ElapsedMs > domain->LimitMs && domain->LimitMs != 0)
                    {
                        Doom(domain, FaultCode.Limit);
                    }
                }

                thread = thread->Next;
            }
            while (thread != ThreadBlock.Current);
        }

        /// <summary>Ends those that can end now. Only in the switch.</summary>
        public static void Run()
        {
            if (!s_areDue)
            {
                return;
            }

            s_areDue = false;
            for (Domain* domain = Domain.First; domain != null; domain = domain->Next)
            {
                if (domain->Doom == 0)
                {
                    continue;
                }

                ThreadBlock* thread = domain->Lock.Owner;
                if (thread == null)
                {
                    FaultRecorder.RecordDeath(domain, null);
                    End(domain);
                }
                else if (thread->Portal->Domain == domain && (thread->Holds == 0 || thread->IsLost != 0) && Scheduler.Alone != thread)
                {
                    Mpu.LiftGuard(); // its stack may be the one below that of the current thread
                    FaultRecorder.RecordDeath(domain, thread);
                    PutBack(thread);
                    End(domain);
                }
                else
                {
                    s_areDue = true;
                }
            }
        }

        private static void PutBack(ThreadBlock* thread)
        {
            PortalRecord* record = thread->Portal;
            thread->StackPointer = ResumeFrame(record);
            thread->Heap = record->Heap;
            thread->Exceptions = record->Exceptions;
            thread->Portal = record - 1;
            thread->IsLost = 0;
            thread->Holds = 0;
            ClassConstructorRunner.Abandon(thread);
            thread->IsTimed = false;
            thread->WaitFlag = null;
            if (thread->WaitLock != null)
            {
                thread->WaitLock->Waiters--;
                thread->WaitLock = null;
            }

            Monitors.Abandon(thread, record);
        }

        private static void End(Domain* domain)
        {
            domain->Generation = 0;
            domain->Cause = domain->Doom;
            domain->Doom = 0;
            domain->Lock.Owner = null;
            DeviceOwners.QuietAllOf((int)domain);
            s_listener?.OnDeath();
        }

        [RuntimeImport("*", "Domain_ResumeFrame")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern uint* ResumeFrame(PortalRecord* record);
    }
}
