// SPDX-License-Identifier: MIT
namespace System
{
    public struct UInt32
    {
        private uint _value;
    }
}
