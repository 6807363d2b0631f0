// SPDX-License-Identifier: MIT
// Arithmetic only: no text.

namespace System
{
    public struct Double
    {
        private readonly double _value;
    }
}
