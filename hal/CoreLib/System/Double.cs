// SPDX-License-Identifier: MIT
namespace System
{
    public struct Double
    {
        private double _value;
    }
}
