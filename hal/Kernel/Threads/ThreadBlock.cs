// SPDX-License-Identifier: MIT
// What belongs to one thread: where it allocates, which domains it is inside, which exceptions it is handling, where its stack is, and
// what it waits for.

using System.Runtime.InteropServices;

namespace Wardstone.Kernel
{
    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct ThreadBlock
    {
        private const uint StackPattern = 0xCDCDCDCD; // vectors.S fills the stacks with it

        /// <summary>The thread that runs.</summary>
        public static ThreadBlock* Current;

        // CortexM/layout.inc knows the fields from here

        /// <summary>Where `new` takes memory from.</summary>
        public Heap* Heap;

        /// <summary>The innermost domain that the thread is inside; below FirstRecord if it is in none.</summary>
        public PortalRecord* Portal;

        /// <summary>While it does not run: its registers lie there.</summary>
        public uint* StackPointer;

        public byte* StackBottom;

        /// <summary>While it runs: two regions of the MPU that lie below its stack.</summary>
        public fixed uint Guard[4];

        public PortalRecord* LastRecord;

        /// <summary>Not 0: the thread is about to be taken out of a domain that died, and where it was is of no use.</summary>
        public uint IsLost;

        // to here.

        /// <summary>The exception being handled, innermost first; null if none is.</summary>
        public ExceptionRecord* Exceptions;

        public PortalRecord* FirstRecord;

        public byte* StackTop;

        /// <summary>The next one; the last one's is the first.</summary>
        public ThreadBlock* Next;

        /// <summary>The higher goes first.</summary>
        public int Priority;

        /// <summary>When its last turn at the processor ended, by the count of all turns.</summary>
        public ulong LastTurn;

        /// <summary>Waits for this to become other than 0, if it is not null.</summary>
        public bool* WaitFlag;

        /// <summary>Waits for this to have no owner, if it is not null.</summary>
        public Lock* WaitLock;

        /// <summary>Waits for this time in milliseconds, if IsTimed; with WaitFlag no longer than that.</summary>
        public uint WakeAtMs;

        public bool IsTimed;

        /// <summary>It has ended, and its block and stack are for another one.</summary>
        public bool IsOver;

        /// <summary>Stays false: what a thread waits for that is over, or sleeps.</summary>
        public bool IsNever;

        /// <summary>Above 0, the domains that the thread is inside do not die: it runs code that belongs to all.</summary>
        public int Holds;

        /// <summary>Whether the thread is inside a domain that can die.</summary>
        public readonly bool IsInDomain => Portal >= FirstRecord && !Portal->Domain->IsSystem;

        /// <summary>The domain that it is inside; null in none.</summary>
        public readonly Domain* Domain => Portal >= FirstRecord ? Portal->Domain : null;

        /// <summary>The most of the stack that was ever in use, in bytes.</summary>
        public readonly uint StackPeak
        {
            get
            {
                uint* word = (uint*)StackBottom;
                while (word < StackTop && *word == StackPattern)
                {
                    word++;
                }

                return (uint)(StackTop - (byte*)word);
            }
        }
    }
}
