// SPDX-License-Identifier: MIT
namespace System
{
    public struct IntPtr
    {
        private nint _value;
    }
}
