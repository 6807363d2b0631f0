// SPDX-License-Identifier: MIT
// One exception on its way or being handled. It lies on the stack of the code that handles it, below the frame that threw.

namespace Wardstone.Kernel
{
    internal unsafe struct ExceptionRecord
    {
        /// <summary>The exception that was being handled when this one was thrown.</summary>
        public ExceptionRecord* Previous;

        /// <summary>The exception object; the collector finds it here.</summary>
        public void* Exception;

        /// <summary>The method whose handler is running now.</summary>
        public Registers Frame;

        /// <summary>Which of its clauses the handler belongs to.</summary>
        public int Clause;

        /// <summary>Whether that method stands at an instruction that failed rather than behind a call.</summary>
        public bool IsFault;
    }
}
