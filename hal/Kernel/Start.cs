// SPDX-License-Identifier: MIT
// From the reset code to the program's Main.

using System.Runtime;
using System.Runtime.CompilerServices;
using Wardstone.CortexM;

namespace Wardstone.Kernel
{
    internal static unsafe class Start
    {
        private static ThreadBlock s_mainThread;

        [RuntimeExport("Kernel_Start")]
        private static int Run(MemoryMap* map)
        {
            MemoryMap.Current = map;
            BootRecord.Open();
            fixed (ThreadBlock* thread = &s_mainThread)
            {
                thread->StackBottom = map->StackBottom;
                thread->StackTop = map->StackTop;
                thread->Heap = Heap.Create(map->HeapStart, map->HeapEnd);
                ThreadBlock.Current = thread;
            }

            for (byte** module = (byte**)map->ModulesStart; module < map->ModulesEnd; module++)
            {
                Statics.Initialize(*module);
            }

            Mpu.Protect(map);
            Interrupts.Restore(0);
            return Main(0, null);
        }

        [RuntimeImport("*", "__managed__Main")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern int Main(int count, void* arguments);
    }
}
