// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;

namespace System
{
    public sealed class String
    {
        private readonly int _stringLength;
        private char _firstChar;

        public static readonly string Empty = "";

        public int Length
        {
            [Intrinsic]
            get => _stringLength;
        }

        [IndexerName("Chars")]
        public unsafe char this[int index]
        {
            [Intrinsic]
            get
            {
                if ((uint)index >= (uint)_stringLength)
                {
                    throw new IndexOutOfRangeException();
                }

                fixed (char* p = &_firstChar)
                {
                    return p[index];
                }
            }
        }
    }
}
