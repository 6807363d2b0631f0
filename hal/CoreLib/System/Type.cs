// SPDX-License-Identifier: MIT
using Internal.Runtime;

namespace System
{
    public class Type
    {
        internal static unsafe Type Of(MethodTable* t) => null;
    }
}
