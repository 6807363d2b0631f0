// SPDX-License-Identifier: MIT
namespace System
{
    public struct Boolean
    {
        private readonly bool _value;

        public override string ToString() => _value ? "True" : "False";
    }
}
