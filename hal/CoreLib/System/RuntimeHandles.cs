// SPDX-License-Identifier: MIT
// What ldtoken gives. The layout is the compiler's.

using Internal.Runtime;

namespace System
{
    public unsafe struct RuntimeTypeHandle
    {
        internal MethodTable* _type;
    }

    public struct RuntimeMethodHandle
    {
        internal nint _value;
    }

    public struct RuntimeFieldHandle
    {
        internal nint _value;
    }
}
