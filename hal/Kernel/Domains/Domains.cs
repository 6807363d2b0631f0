// SPDX-License-Identifier: MIT
// Domains by handle, for the boards' adapters (boards/Common), which have no pointers.

using System;
using System.Runtime.CompilerServices;

namespace Wardstone.Kernel
{
    internal static unsafe class Domains
    {
        private const int TicksPerUs = 10;
        private const int RoomForSystem = 1024; // of stack, for what is done inside the system: an allocation, a line to the console

        private static Domain s_system;

        /// <returns>0 if there is not enough memory.</returns>
        /// <inheritdoc cref="Domain.Create"/>
        public static nint Create(string name, int ram, int limitMs, int stack) => (nint)Domain.Create(name, ram, limitMs, stack);

        /// <summary>Bytes that domains can still be made of.</summary>
        public static int RamFree => (int)Heap.System->FreeEnd;

        /// <summary>Bytes that a domain takes of them.</summary>
        public static int SizeOf(int ram) => (sizeof(Domain) + ram + 7) & ~7;

        public static void Start(nint domain) => Domain.Start((Domain*)domain);

        public static int Generation(nint domain) => ((Domain*)domain)->Generation;

        public static int Generations(nint domain) => ((Domain*)domain)->Generations;

        public static int Cause(nint domain) => ((Domain*)domain)->Cause;

        public static void Doom(nint domain, int cause) => Deaths.Doom((Domain*)domain, cause);

        /// <summary>Ends the domain that the calling thread is in. Does not return.</summary>
        public static void EndHere(int cause)
        {
            Deaths.Doom(ThreadBlock.Current->Portal->Domain, cause);
            while (true)
            {
                Scheduler.SwitchNow();
            }
        }

        /// <summary>Keeps another object of the domain's heap, and what it refers to. By a thread that is inside.</summary>
        public static void Keep(nint domain, object root)
        {
            Heap* heap = ((Domain*)domain)->Heap;
            heap->Root = Unsafe.AddressOf(new Kept { Item = root, Before = Unsafe.ObjectAt(heap->Root) });
        }

        /// <summary>Takes the calling thread to the system's heap, where it does not die. Nests.</summary>
        /// <returns>false if the thread has no place left to remember where it was.</returns>
        public static bool EnterSystem()
        {
            ThreadBlock* thread = ThreadBlock.Current;
            if (thread->Portal >= thread->LastRecord)
            {
                return false;
            }

            if (thread->IsInDomain && (byte*)&thread - thread->StackBottom < RoomForSystem)
            {
                // Inside, the end of the stack would be the board's. So the thread meets it here, and only its domain ends.
                thread->StackBottom[-1] = 0;
            }

            PortalRecord* record = thread->Portal + 1;
            record->Heap = thread->Heap;
            fixed (Domain* system = &s_system)
            {
                system->IsSystem = true;
                record->Domain = system;
            }

            thread->Portal = record;
            thread->Heap = Heap.System;
            return true;
        }

        /// <summary>Back to where EnterSystem was called.</summary>
        public static void LeaveSystem()
        {
            ThreadBlock* thread = ThreadBlock.Current;
            thread->Heap = thread->Portal->Heap;
            thread->Portal--;
        }

        /// <summary>Figures of a domain's heap; of the system's for 0. Bytes, microseconds.</summary>
        public static void ReadFigures(
            nint domain, out int size, out int used, out int peak, out int collections, out int pauseUs, out long allocated)
        {
            Heap* heap = domain == 0 ? Heap.System : ((Domain*)domain)->Heap;
            size = heap == null ? 0 : (int)heap->Size;
            used = heap == null ? 0 : (int)heap->Used;
            peak = heap == null ? 0 : (int)heap->Peak;
            collections = heap == null ? 0 : (int)heap->Collections;
            pauseUs = heap == null ? 0 : (int)(heap->LongestPause / TicksPerUs);
            allocated = heap == null ? 0 : (long)heap->Allocated;
        }

        // What is kept, the last one first.
        private sealed class Kept
        {
            public object Item;
            public object Before;
        }
    }
}
