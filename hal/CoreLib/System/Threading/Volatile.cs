// SPDX-License-Identifier: MIT
// A field that interrupt handlers change is read and written through here.

using System.Runtime.CompilerServices;

namespace System.Threading
{
    internal static class Volatile
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static bool Read(ref bool location) => location;
    }
}
