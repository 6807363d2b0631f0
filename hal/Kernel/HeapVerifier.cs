// SPDX-License-Identifier: MIT
// For tests: looks whether every heap is in order, and whether anything points from one domain's heap into another's, or from the
// system's heap or static data into a domain's. Portals may: their types are named.
//
// It is exact for objects, since the compiler notes before each type where its references are; any word of static data counts as one if
// it is the address of an object. Nothing else is by chance: the kernel's structs lie outside of all objects, and the two that are static
// and look further (the first thread's, the table of locks) are left out. Stacks are not looked at: what a call has there ends with it.
// The write barriers need no part in this: static fields of reference types are in objects of the system's heap, so a store into one is
// found at the end of the call that did it.
//
// Once switched on it is one that waits for every domain, as it were: so each Leave calls it, and costs nothing while it is off.

using System;
using Internal.Runtime;

namespace Wardstone.Kernel
{
    internal static unsafe class HeapVerifier
    {
        private const int MostExempt = 4;

        private static Types s_exempt;
        private static int s_exemptCount;

        /// <summary>Whether every Leave looks.</summary>
        public static bool IsOn { get; private set; }

        /// <summary>From now on every Leave looks, and what it finds ends the board.</summary>
        public static void SwitchOn()
        {
            IsOn = true;
            for (Domain* domain = Domain.First; domain != null; domain = domain->Next)
            {
                domain->Lock.Waiters++;
            }
        }

        /// <summary>Objects of this type and of those derived from it may point into domains.</summary>
        public static void Exempt(Type type)
        {
            fixed (uint* types = s_exempt.Tables)
            {
                types[s_exemptCount++] = (uint)type.Table;
            }
        }

        /// <summary>Looks, and ends the board if something is wrong.</summary>
        public static void Check()
        {
            string fault = Find(out uint place);
            if (fault != null)
            {
                Fault.Stop(fault, place);
            }
        }

        /// <summary>Looks at everything that is not being worked on by another thread.</summary>
        /// <param name="place">Where the fault is.</param>
        /// <returns>What is wrong; null if nothing is.</returns>
        public static string Find(out uint place)
        {
            ThreadBlock* alone = Scheduler.Alone;
            Scheduler.Alone = ThreadBlock.Current;
            string fault = FindAlone(out place);
            Scheduler.Alone = alone;
            return fault;
        }

        private static string FindAlone(out uint place)
        {
            string fault = Heap.System->FindFault(out place);
            for (Domain* domain = Domain.First; domain != null && fault == null; domain = domain->Next)
            {
                bool isStill = domain->Lock.Owner == null || domain->Lock.Owner == ThreadBlock.Current;
                fault = isStill && domain->Generation != 0 ? domain->Heap->FindFault(out place) : null;
            }

            MemoryMap* map = MemoryMap.Current;
            fault ??= FindInStatics(map->DataStart, map->DataEnd, out place);
            fault ??= FindInStatics(map->BssStart, map->HandlerStackBottom, out place);
            return fault ?? FindInStatics(map->HandlerStackTop, map->BssEnd, out place);
        }

        private static string FindInStatics(byte* from, byte* to, out uint place)
        {
            for (uint* word = (uint*)from; word < to; word++)
            {
                bool isKernels = Monitors.Owns(word) || (word >= Threads.First && word < Threads.First + 1);
                if (!isKernels && IsInDomain(*word, out Heap* heap) && heap->IsObject(*word))
                {
                    place = (uint)word;
                    return "static data points into a domain";
                }
            }

            place = 0;
            return null;
        }

        /// <summary>Whether an address is one of a living domain's objects.</summary>
        public static bool IsInDomain(uint address, out Heap* heap)
        {
            heap = null;
            for (Domain* domain = Heap.IsSystems(address) ? null : Domain.First; domain != null; domain = domain->Next)
            {
                if (domain->Generation != 0 && domain->Heap->Holds(address))
                {
                    heap = domain->Heap;
                    return true;
                }
            }

            return false;
        }

        /// <summary>Whether objects of a type may point into domains.</summary>
        public static bool IsExempt(MethodTable* type)
        {
            fixed (uint* types = s_exempt.Tables)
            {
                for (; type != null; type = type->Base)
                {
                    for (int i = 0; i < s_exemptCount; i++)
                    {
                        if (types[i] == (uint)type)
                        {
                            return true;
                        }
                    }
                }

                return false;
            }
        }

        private struct Types
        {
            public fixed uint Tables[MostExempt];
        }
    }
}
