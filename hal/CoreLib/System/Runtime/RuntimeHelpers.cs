// SPDX-License-Identifier: MIT
namespace System.Runtime.CompilerServices
{
    public static class RuntimeHelpers
    {
        /// <summary>Bytes from the start of a string object to its characters.</summary>
        public static int OffsetToStringData => 8;

        /// <summary>Fills an array from constant data: expanded by the compiler.</summary>
        [Intrinsic]
        public static void InitializeArray(Array array, RuntimeFieldHandle fldHandle) => throw new NotSupportedException();
    }
}
