// SPDX-License-Identifier: MIT
namespace System
{
    public struct UInt16
    {
        private ushort _value;
    }
}
