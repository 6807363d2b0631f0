// SPDX-License-Identifier: MIT
namespace System
{
    public struct Int16
    {
        private short _value;
    }
}
