// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System
{
    public abstract unsafe class Enum : ValueType
    {
        /// <summary>The number, as on nanoFramework: names are not kept at run time.</summary>
        public override string ToString()
        {
            byte* value = Unsafe.AddressOf(this) + 4;
            return _methodTable->ElementType switch
            {
                ElementType.SByte => Number.ToDecimal(*(sbyte*)value),
                ElementType.Byte => Number.ToDecimal(*value),
                ElementType.Int16 => Number.ToDecimal(*(short*)value),
                ElementType.UInt16 => Number.ToDecimal(*(ushort*)value),
                ElementType.Int32 => Number.ToDecimal(*(int*)value),
                ElementType.UInt32 => Number.ToDecimal(*(uint*)value),
                ElementType.Int64 => Number.ToDecimal(*(long*)value),
                _ => Number.ToDecimal(*(ulong*)value),
            };
        }

        /// <summary>Whether every bit of <paramref name="flag"/> is set.</summary>
        /// <exception cref="ArgumentException">The two are of different types.</exception>
        public bool HasFlag(Enum flag)
        {
            if (flag._methodTable != _methodTable)
            {
                throw new ArgumentException();
            }

            byte* value = Unsafe.AddressOf(this) + 4;
            byte* wanted = Unsafe.AddressOf(flag) + 4;
            for (uint i = 0; i < _methodTable->ValueSize; i++)
            {
                if ((value[i] & wanted[i]) != wanted[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
