// SPDX-License-Identifier: MIT
namespace System
{
    public struct Char
    {
        private char _value;
    }
}
