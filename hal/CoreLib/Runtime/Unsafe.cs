// SPDX-License-Identifier: MIT
// Reinterpretation without checks, for the runtime itself. Bodies of the extern ones are the compiler's.

#pragma warning disable CS8500 // address of a managed type: that is what this class is for

namespace System.Runtime.CompilerServices
{
    internal static unsafe class Unsafe
    {
        /// <summary>The address of an object. Objects do not move.</summary>
        [MethodImpl((MethodImplOptions)256)]
        public static byte* AddressOf(object value) => *(byte**)&value;

        /// <summary>The object at an address.</summary>
        [MethodImpl((MethodImplOptions)256)]
        public static object ObjectAt(void* address) => *(object*)&address;

        /// <summary>Views an object as the class <typeparamref name="T"/> without looking.</summary>
        [Intrinsic]
        public static extern T As<T>(object value)
            where T : class;

        [Intrinsic]
        public static extern ref TTo As<TFrom, TTo>(ref TFrom source);

        [Intrinsic]
        public static extern ref T Add<T>(ref T source, int elementOffset);

        [Intrinsic]
        public static extern void* AsPointer<T>(ref T value);
    }
}
