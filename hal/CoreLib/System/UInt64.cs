// SPDX-License-Identifier: MIT
namespace System
{
    public struct UInt64
    {
        private ulong _value;
    }
}
