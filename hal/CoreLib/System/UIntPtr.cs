// SPDX-License-Identifier: MIT
namespace System
{
    public struct UIntPtr
    {
        private nuint _value;
    }
}
