// SPDX-License-Identifier: MIT
namespace System
{
    public abstract class Array
    {
        internal int _length;

        public int Length => _length;
    }
    internal class Array<T> : Array { }
}
