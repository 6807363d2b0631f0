// SPDX-License-Identifier: MIT
namespace System
{
    public struct UIntPtr
    {
        private readonly nuint _value;
    }
}
