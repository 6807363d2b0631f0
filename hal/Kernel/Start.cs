// SPDX-License-Identifier: MIT
// From the reset code to the program's Main.

using System.Runtime;
using System.Runtime.CompilerServices;

namespace Wardstone.Kernel
{
    internal static unsafe class Start
    {
        [RuntimeExport("Kernel_Start")]
        private static int Run(MemoryMap* map)
        {
            return Main(0, null);
        }

        [RuntimeImport("*", "__managed__Main")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern int Main(int count, void* arguments);
    }
}
