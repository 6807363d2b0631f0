// SPDX-License-Identifier: MIT
// The exceptions that compiled code throws by itself. The compiler calls these by name.

using System;

namespace Internal.Runtime.CompilerHelpers
{
    internal static class ThrowHelpers
    {
        public static void ThrowIndexOutOfRangeException() => throw new IndexOutOfRangeException();

        public static void ThrowNullReferenceException() => throw new NullReferenceException();

        public static void ThrowDivideByZeroException() => throw new DivideByZeroException();

        public static void ThrowOverflowException() => throw new OverflowException();

        public static void ThrowArrayTypeMismatchException() => throw new ArrayTypeMismatchException();

        public static void ThrowArgumentException() => throw new ArgumentException();

        public static void ThrowArgumentOutOfRangeException() => throw new ArgumentOutOfRangeException();

        public static void ThrowNotImplementedException() => throw new NotImplementedException();

        public static void ThrowNotSupportedException() => throw new NotSupportedException();

        public static void ThrowPlatformNotSupportedException() => throw new PlatformNotSupportedException();

        // The scanner proved that this code is never reached; the compiler leaves a call in place of the body.
        public static void ThrowBodyRemoved() => throw new NotSupportedException();

        public static void ThrowInstanceBodyRemoved() => throw new NotSupportedException();

        public static void ThrowFeatureBodyRemoved() => throw new NotSupportedException();

        public static void ThrowInvalidProgramException() => throw new NotSupportedException();

        public static void ThrowInvalidProgramExceptionWithArgument() => throw new NotSupportedException();

        public static void ThrowUnavailableType() => throw new NotSupportedException();
    }
}
