// SPDX-License-Identifier: MIT
namespace System
{
    public struct Boolean
    {
        private bool _value;
    }
}
