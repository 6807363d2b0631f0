// SPDX-License-Identifier: MIT
// The base of structs and enums.

namespace System
{
    public abstract class ValueType
    {
    }

    public struct Void
    {
    }
}
