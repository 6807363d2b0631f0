// SPDX-License-Identifier: MIT
// The processor's interrupt mask and its interrupt controller (NVIC, ARMv7-M B3.4).
// The handler of interrupt n is a static method exported as IRQ<n>_Handler ([RuntimeExport]): plain C#, floats included, that neither
// allocates nor throws nor touches a class with a static constructor.

using System.Runtime;
using System.Runtime.CompilerServices;

namespace Wardstone.CortexM
{
    internal static unsafe class Interrupts
    {
        private const uint SetEnable = 0xE000E100; // NVIC_ISER0
        private const uint ClearEnable = 0xE000E180; // NVIC_ICER0

        private const uint SystemPriority3 = 0xE000ED20; // SHPR3
        private const uint LowestForSwitch = 0xFF << 16; // PRI_14: PendSV

        /// <summary>The switch of threads comes after every interrupt.</summary>
        public static void SetUpSwitch() => *(uint*)SystemPriority3 |= LowestForSwitch;

        /// <summary>Lets interrupt <paramref name="number"/> in.</summary>
        public static void Enable(int number) => *(uint*)(SetEnable + ((uint)number >> 5 << 2)) = 1u << (number & 31);

        /// <summary>Keeps interrupt <paramref name="number"/> out; it stays pending.</summary>
        public static void Disable(int number) => *(uint*)(ClearEnable + ((uint)number >> 5 << 2)) = 1u << (number & 31);

        /// <summary>Whether they are held off.</summary>
        public static bool AreHeldOff
        {
            get
            {
                uint mask = Disable();
                Restore(mask);
                return mask != 0;
            }
        }

        /// <summary>Holds all interrupts off.</summary>
        /// <returns>What Restore takes, so that pairs nest.</returns>
        [RuntimeImport("*", "Interrupts_Disable")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern uint Disable();

        [RuntimeImport("*", "Interrupts_Restore")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern void Restore(uint mask);

        /// <summary>Sleeps until an interrupt is pending. With interrupts held off it is taken only at Restore, so that a condition
        /// looked at before cannot change unseen (WFI wakes up regardless of PRIMASK, ARMv7-M B1.5.19).</summary>
        [RuntimeImport("*", "Interrupts_WaitForOne")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern void WaitForOne();
    }
}
