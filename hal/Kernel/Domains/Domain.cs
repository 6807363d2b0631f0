// SPDX-License-Identifier: MIT
// A protection domain: the heap of one component, the lock that lets one thread in at a time, and what ends with them.
// Domains are made once and never freed; a dead one is started again, in the same memory.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Wardstone.Kernel
{
    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct Domain
    {
        // PortalStatus of firmware/Runtime, as CortexM/portals.S returns it.
        private const int Dead = 2;
        private const int Stale = 3;

        // CortexM/layout.inc knows the fields from here

        /// <summary>Held by the thread that is inside.</summary>
        public Lock Lock;

        /// <summary>The instance that can be entered; 0 for none.</summary>
        public int Generation;

        public Heap* Heap;

        /// <summary>Bytes of stack that a caller must have.</summary>
        public int Stack;

        /// <summary>How long the thread inside has been here, without its calls of other domains, in milliseconds.</summary>
        public uint ElapsedMs;

        // to here.

        /// <summary>Longest ElapsedMs; 0 for no limit.</summary>
        public uint LimitMs;

        /// <summary>Why the instance is to end; 0 while it is not. A FaultCause of firmware/Runtime.</summary>
        public int Doom;

        /// <summary>Why the last instance ended.</summary>
        public int Cause;

        /// <summary>Instances so far.</summary>
        public int Generations;

        /// <summary>The runtime's own: it cannot die.</summary>
        public bool IsSystem;

        public Domain* Next;

        /// <summary>The address of a string that whoever made the domain keeps.</summary>
        public byte* Name;

        private byte* _start;
        private byte* _end;

        /// <summary>All domains but the system's.</summary>
        public static Domain* First { get; private set; }

        /// <summary>Makes a domain, not started yet.</summary>
        /// <param name="name">For reports; to be kept by the caller.</param>
        /// <param name="ram">Size of the heap in bytes, its own tables included.</param>
        /// <returns>null if there is not enough memory.</returns>
        public static Domain* Create(string name, int ram, int limitMs, int stack)
        {
            Domain* domain = (Domain*)Kernel.Heap.System->TakeEnd((uint)(sizeof(Domain) + ram));
            if (domain == null)
            {
                return null;
            }

            *domain = default;
            domain->LimitMs = (uint)limitMs;
            domain->Stack = stack;
            domain->Lock.Waiters = HeapVerifier.IsOn ? 1 : 0;
            domain->_start = (byte*)(domain + 1);
            domain->_end = domain->_start + ram;
            domain->Name = Unsafe.AddressOf(name);
            domain->Next = First;
            First = domain;
            return domain;
        }

        /// <summary>Begins a new instance, with an empty heap.</summary>
        public static void Start(Domain* self)
        {
            self->Heap = Kernel.Heap.Create(self->_start, self->_end);
            self->Doom = 0;
            self->Generations++;
            self->Generation = self->Generations;
        }

        // Enter found another generation, or somebody inside. 0: try again.
        [RuntimeExport("Domain_WaitToEnter")]
        private static int WaitToEnter(Domain* self, int generation)
        {
            if (self->Generation == generation)
            {
                Lock.WaitUntilFree(&self->Lock);
            }

            return self->Generation == generation ? 0 : self->Generation == 0 ? Dead : Stale;
        }

        [RuntimeExport("Domain_YieldToWaiters")]
        private static void YieldToWaiters()
        {
            if (HeapVerifier.IsOn)
            {
                HeapVerifier.Check();
            }

            Scheduler.Yield();
        }
    }
}
