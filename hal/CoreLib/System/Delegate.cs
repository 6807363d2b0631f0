// SPDX-License-Identifier: MIT
namespace System
{
    public abstract class Delegate
    {
        internal object _firstParameter;
        internal object _helperObject;
        internal nint _extraFunctionPointerOrData;
        internal nint _functionPointer;
    }

    public abstract class MulticastDelegate : Delegate
    {
    }
}
