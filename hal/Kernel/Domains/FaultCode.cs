// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Kernel
{
    /// <summary>The numbers of firmware/Runtime's FaultCause, which has words for them.</summary>
    internal static class FaultCode
    {
        public const int Exception = 1;
        public const int NullReference = 2;
        public const int IndexOutOfRange = 3;
        public const int OutOfMemory = 4;
        public const int StackOverflow = 5;
        public const int Cpu = 6;
        public const int Limit = 7;
        public const int InterruptStorm = 9;

        /// <summary>Which one it is when <paramref name="exception"/> escapes.</summary>
        public static int Of(Exception exception)
            => exception is OutOfMemoryException ? OutOfMemory
                : exception is NullReferenceException ? NullReference
                : exception is IndexOutOfRangeException ? IndexOutOfRange
                : Exception;
    }
}
