// SPDX-License-Identifier: MIT
// The memory protection unit (ARMv7-M B3.5): image and configuration can only be read, so code and constants stay as they were measured;
// what is written is never executed; a stack cannot grow through its end; the first page cannot be touched at all, so that a null
// reference is noticed; and what DMA moves, or a reset has to leave, is in no cache.

using System.Runtime;
using System.Runtime.CompilerServices;
using Wardstone.Kernel;

namespace Wardstone.CortexM
{
    internal static unsafe class Mpu
    {
        /// <summary>How far below a stack nothing may be touched, in bytes.</summary>
        public const uint StackGuardSize = 4096;

        private const uint Control = 0xE000ED94; // MPU_CTRL
        private const uint RegionNumber = 0xE000ED98; // MPU_RNR
        private const uint RegionBase = 0xE000ED9C; // MPU_RBAR
        private const uint RegionAttributes = 0xE000EDA0; // MPU_RASR
        private const uint SystemHandlerControl = 0xE000ED24; // SHCSR

        private const uint Enable = 1;
        private const uint DefaultMap = 1 << 2; // MPU_CTRL.PRIVDEFENA: elsewhere as without an MPU
        private const uint NeverExecute = 1u << 28; // MPU_RASR.XN
        private const uint ReadWrite = 3u << 24; // MPU_RASR.AP
        private const uint ReadOnly = 6u << 24;
        private const uint NoAccess = 0;
        private const uint InternalMemory = 3u << 16; // MPU_RASR.C and B: normal, write-back; write-through has an erratum on Cortex-M7
        private const uint Uncached = 1u << 19; // MPU_RASR.TEX: normal, in no cache
        private const uint RegionIsValid = 1 << 4; // MPU_RBAR.VALID: the low bits say which
        private const uint FirstGuard = 6; // and the next
        private const int GuardRegionLog = 13;
        private const uint GuardRegionSize = 1 << GuardRegionLog;
        private const uint MemoryFault = 1 << 16; // SHCSR
        private const uint BusFault = 1 << 17;
        private const uint UsageFault = 1 << 18;

        /// <summary>An access below this is one through a null reference. 0 until Protect, and where address 0 is not memory.</summary>
        public static uint NullGuardSize { get; private set; }

        /// <summary>Switches the protection on. The code that runs is behind the null guard.</summary>
        public static void Protect(MemoryMap* map)
        {
            uint image = (uint)map->ReadOnlyStart;
            uint limit = (uint)map->ReadOnlyLimit;
            uint ram = (uint)map->RamStart;
            uint uncached = (uint)map->UncachedStart;
            uint half = 1u << 8;
            while (half * 2 <= limit - image)
            {
                half *= 2;
            }

            // A region with a higher number goes before one with a lower. What can only be read has two, as the parts of one would be
            // too coarse for where it ends.
            SetRegion(0, ram, (uint)map->RamEnd - ram, ReadWrite | NeverExecute | InternalMemory);
            if (map->VariablesStart != map->RamStart)
            {
                uint variables = (uint)map->VariablesStart;
                SetRegion(1, variables, (uint)map->VariablesEnd - variables, ReadWrite | NeverExecute | InternalMemory);
            }

            SetRegion(2, uncached, (uint)map->RamEnd - uncached, ReadWrite | NeverExecute | Uncached);
            SetRegion(3, image, half, ReadOnly | InternalMemory);
            SetRegion(4, image + half, limit - image - half, ReadOnly | InternalMemory);
            SetRegion(5, 0, map->NullGuardSize, NoAccess | NeverExecute | InternalMemory);
            NullGuardSize = map->NullGuardSize;

            *(uint*)SystemHandlerControl |= MemoryFault | BusFault | UsageFault;
            Switch(Enable | DefaultMap);
        }

        /// <summary>Copies from memory that the null guard may cover, which is lifted meanwhile.</summary>
        public static void CopyGuarded(byte* from, byte* to, int count)
        {
            uint mask = Interrupts.Disable();
            uint control = *(uint*)Control;
            Switch(0);
            for (int i = 0; i < count; i++)
            {
                to[i] = from[i];
            }

            Switch(control);
            Interrupts.Restore(mask);
        }

        /// <summary>Writes into a thread's block which regions guard its stack: what lies in the 4 KiB below, as far as that is not
        /// read-only anyhow, memory or not. Two regions of 8 KiB, since a region lies at a multiple of its size, of which some eighths
        /// count.</summary>
        public static void DescribeGuard(ThreadBlock* thread)
        {
            uint end = (uint)thread->StackBottom;
            uint lowest = (uint)MemoryMap.Current->ReadOnlyLimit;
            uint start = end - lowest < StackGuardSize ? lowest : end - StackGuardSize; // far away, if in another memory
            uint block = start & ~(GuardRegionSize - 1);
            for (uint i = 0; i < 2; i++, block += GuardRegionSize)
            {
                uint leftOut = 0;
                for (int part = 0; part < 8; part++)
                {
                    uint address = block + ((uint)part * GuardRegionSize / 8);
                    leftOut |= address >= start && address < end ? 0 : 1u << part;
                }

                thread->Guard[i * 2] = block | RegionIsValid | (FirstGuard + i);
                thread->Guard[(i * 2) + 1] = leftOut == 0xFF ? 0
                    : NoAccess | NeverExecute | InternalMemory | (leftOut << 8) | (GuardRegionLog - 1) << 1 | Enable;
            }
        }

        /// <summary>Lets everybody at all stacks. Only in the switch, at whose end the guard is set again.</summary>
        public static void LiftGuard()
        {
            for (uint i = 0; i < 2; i++)
            {
                *(uint*)RegionNumber = FirstGuard + i;
                *(uint*)RegionAttributes = 0;
            }

            Synchronize();
        }

        /// <summary>Lets the thread that runs at other stacks, switches or not.</summary>
        public static void SuspendGuard(ThreadBlock* thread)
        {
            thread->Guard[1] &= ~Enable;
            thread->Guard[3] &= ~Enable;
            SetGuard(thread->Guard);
        }

        /// <summary>The end of SuspendGuard.</summary>
        public static void ResumeGuard(ThreadBlock* thread)
        {
            DescribeGuard(thread);
            SetGuard(thread->Guard);
        }

        private static void Switch(uint control)
        {
            *(uint*)Control = control;
            Synchronize();
        }

        // As the end of the switch does, so that nothing runs between the first word and the last: half of it guards something else.
        [RuntimeImport("*", "Mpu_SetGuard")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern void SetGuard(uint* guard);

        /// <summary>What follows is fetched and accessed under the new rules (ARMv7-M B3.5.1).</summary>
        [RuntimeImport("*", "Mpu_Synchronize")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern void Synchronize();

        // A region is a power of two, aligned to itself, in eight parts that can be left out. All of [start, start + size) is
        // covered, and nothing beyond it but the rest of its first and last part.
        private static void SetRegion(uint number, uint start, uint size, uint attributes)
        {
            if (size == 0)
            {
                return;
            }

            int log = 8;
            while (((start ^ (start + size - 1)) >> log) != 0)
            {
                log++;
            }

            uint block = start & ~((1u << log) - 1);
            int first = (int)((start - block) >> (log - 3));
            int last = (int)((start + size - 1 - block) >> (log - 3));
            uint leftOut = 0xFF & ~((2u << last) - (1u << first));
            *(uint*)RegionNumber = number;
            *(uint*)RegionBase = block;
            *(uint*)RegionAttributes = attributes | (leftOut << 8) | ((uint)(log - 1) << 1) | Enable;
        }
    }
}
