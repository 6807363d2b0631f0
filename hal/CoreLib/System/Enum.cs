// SPDX-License-Identifier: MIT
namespace System
{
    public abstract class Enum : ValueType
    {
    }
}
