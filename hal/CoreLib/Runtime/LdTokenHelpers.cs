// SPDX-License-Identifier: MIT
// typeof, as the compiler asks for it by name.

using System;

namespace Internal.Runtime.CompilerHelpers
{
    internal static unsafe class LdTokenHelpers
    {
        public static RuntimeTypeHandle GetRuntimeTypeHandle(MethodTable* type) => new RuntimeTypeHandle { _type = type };

        public static Type GetRuntimeType(MethodTable* type) => Type.Of(type);

        // Only InitializeArray takes a field's token, and the compiler expands that.
        public static RuntimeFieldHandle GetRuntimeFieldHandle(nint signature) => default;
    }
}
