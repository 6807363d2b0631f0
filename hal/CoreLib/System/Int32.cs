// SPDX-License-Identifier: MIT
namespace System
{
    public struct Int32
    {
        private int _value; public const int MaxValue = 0x7fffffff; public const int MinValue = unchecked((int)0x80000000);
    }
}
