// SPDX-License-Identifier: MIT
// A type that the compiler looks up by name and that nothing here uses.

using Internal.Runtime;

namespace System.Runtime.InteropServices
{
    internal static unsafe class IDynamicInterfaceCastable
    {
        public static nint GetDynamicInterfaceImplementation(object instance, MethodTable* interfaceType, ushort slot) => 0;
    }
}
