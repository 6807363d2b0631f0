// SPDX-License-Identifier: MIT
// The locks of objects, while somebody holds them: objects have no room for one, and few are held at a time.

using System;
using Wardstone.CortexM;

namespace Wardstone.Kernel
{
    internal static unsafe class Monitors
    {
        private const int Places = 32;

        private static Table s_table;

        /// <summary>Waits until the object's lock is free, and takes it; once more if it is the thread's already.</summary>
        /// <exception cref="InvalidOperationException">More locks are held than there are places.</exception>
        public static void Enter(void* target)
        {
            ThreadBlock* thread = ThreadBlock.Current;
            while (true)
            {
                uint mask = Interrupts.Disable();
                Held* held = Find(target);
                if (held == null)
                {
                    Interrupts.Restore(mask);
                    throw new InvalidOperationException("too many locks");
                }

                bool isMine = held->Lock.Owner == thread;
                if (held->Lock.Owner == null || isMine)
                {
                    held->Target = target;
                    held->Lock.Owner = thread;
                    held->Record = isMine ? held->Record : thread->Portal;
                    held->Depth++;
                    Interrupts.Restore(mask);
                    return;
                }

                Interrupts.Restore(mask);
                Lock.WaitUntilFree(&held->Lock);
            }
        }

        /// <returns>false if it is not the thread's.</returns>
        public static bool Exit(void* target)
        {
            uint mask = Interrupts.Disable();
            Held* held = Find(target);
            bool isMine = held != null && held->Target == target && held->Lock.Owner == ThreadBlock.Current;
            bool isLast = isMine && --held->Depth == 0;
            if (isLast && held->Lock.Waiters == 0)
            {
                held->Target = null;
            }

            Interrupts.Restore(mask);
            if (isLast)
            {
                Lock.Release(&held->Lock);
            }

            return isMine;
        }

        /// <summary>Whether a word is part of the table.</summary>
        public static bool Owns(uint* word)
        {
            fixed (Table* table = &s_table)
            {
                return word >= table && word < table + 1;
            }
        }

        /// <summary>Lets go of what a thread holds since it entered the domain of <paramref name="record"/>. Only in the switch.</summary>
        public static void Abandon(ThreadBlock* thread, PortalRecord* record)
        {
            fixed (Table* table = &s_table)
            {
                Held* places = (Held*)table;
                for (int i = 0; i < Places; i++)
                {
                    if (places[i].Lock.Owner == thread && places[i].Record >= record)
                    {
                        places[i].Lock.Owner = null;
                        places[i].Depth = 0;
                        places[i].Target = places[i].Lock.Waiters == 0 ? null : places[i].Target;
                    }
                }
            }
        }

        // The place of an object's lock, or a free one; null if there is none.
        private static Held* Find(void* target)
        {
            fixed (Table* table = &s_table)
            {
                Held* places = (Held*)table;
                Held* free = null;
                for (int i = 0; i < Places; i++)
                {
                    if (places[i].Target == target)
                    {
                        return &places[i];
                    }

                    if (free == null && places[i].Lock.Owner == null && places[i].Lock.Waiters == 0)
                    {
                        free = &places[i];
                    }
                }

                return free;
            }
        }

        private struct Held
        {
            public void* Target;
            public Lock Lock;
            public int Depth;

            /// <summary>Where the owner was when it took the lock.</summary>
            public PortalRecord* Record;
        }

        private struct Table
        {
            public fixed uint Words[Places * 5];
        }
    }
}
