// SPDX-License-Identifier: MIT
// The base of structs and enums. Two values are equal when they are of one type and their bytes are: that is .NET's answer for values
// without references, floats or padding. A struct that holds those and is compared brings its own Equals.

using System.Runtime.CompilerServices;

namespace System
{
    public abstract unsafe class ValueType
    {
        public override bool Equals(object obj)
        {
            if (obj == null || obj._methodTable != _methodTable)
            {
                return false;
            }

            byte* a = Unsafe.AddressOf(this) + 4;
            byte* b = Unsafe.AddressOf(obj) + 4;
            for (uint i = 0; i < _methodTable->ValueSize; i++)
            {
                if (a[i] != b[i])
                {
                    return false;
                }
            }

            return true;
        }
    }

    public struct Void
    {
    }
}
