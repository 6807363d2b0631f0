// SPDX-License-Identifier: MIT
// Arithmetic only: no text.

namespace System
{
    public struct Single
    {
        private readonly float _value;
    }
}
