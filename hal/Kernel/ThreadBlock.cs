// SPDX-License-Identifier: MIT
// What belongs to one thread: where it allocates, which exceptions it is handling, where its stack is. There is one thread as yet.

namespace Wardstone.Kernel
{
    internal unsafe struct ThreadBlock
    {
        private const uint StackPattern = 0xCDCDCDCD; // vectors.S fills the stack with it

        /// <summary>The thread that runs.</summary>
        public static ThreadBlock* Current;

        /// <summary>Where `new` takes memory from.</summary>
        public Heap* Heap;

        /// <summary>The exception being handled, innermost first; null if none is.</summary>
        public ExceptionRecord* Exceptions;

        public byte* StackBottom;
        public byte* StackTop;

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
