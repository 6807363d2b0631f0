// SPDX-License-Identifier: MIT
namespace System
{
    public struct IntPtr
    {
        private readonly nint _value;
    }
}
