// SPDX-License-Identifier: MIT
namespace System
{
    public struct SByte
    {
        private sbyte _value;
    }
}
