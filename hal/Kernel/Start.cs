// SPDX-License-Identifier: MIT
// From the reset code to the program's Main.

using System.Runtime;
using System.Runtime.CompilerServices;
using Wardstone.CortexM;

namespace Wardstone.Kernel
{
    internal static unsafe class Start
    {
        [RuntimeExport("Kernel_Start")]
        private static int Run(MemoryMap* map)
        {
            MemoryMap.Current = map;
            BootRecord.Open();
            Heap.CreateSystem(map->HeapStart, map->HeapEnd);
            Threads.MakeFirst(map);
            for (byte** module = (byte**)map->ModulesStart; module < map->ModulesEnd; module++)
            {
                Statics.Initialize(*module);
            }

            Mpu.Protect(map);
            Caches.Enable();
            Interrupts.SetUpSwitch();
            Interrupts.Restore(0);
            Board.Start();
            return Main(0, null);
        }

        [RuntimeImport("*", "__managed__Main")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern int Main(int count, void* arguments);
    }
}
