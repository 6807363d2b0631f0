// SPDX-License-Identifier: MIT
// Reinterpretation without checks, for the runtime itself.

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
        [MethodImpl((MethodImplOptions)256)]
        public static T As<T>(object value)
            where T : class
            => *(T*)&value;

        /// <summary>The address behind a reference. What it points to does not move.</summary>
        [MethodImpl((MethodImplOptions)256)]
        public static byte* AddressOf(ref byte value)
        {
            fixed (byte* address = &value)
            {
                return address;
            }
        }
    }
}
