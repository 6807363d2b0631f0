// SPDX-License-Identifier: MIT
namespace System
{
    public struct Byte
    {
        private byte _value;
    }
}
