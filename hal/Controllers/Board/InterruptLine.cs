// SPDX-License-Identifier: MIT
// From the vector table to drivers: one entry for every peripheral, which finds the driver by the number of the
// active exception. What no driver asked for ends in a fault report, like any other vector that nobody handles.

using System.Runtime;
using System.Runtime.CompilerServices;
using Wardstone.CortexM;

namespace Wardstone.Controllers
{
    /// <summary>A peripheral's line to the interrupt controller.</summary>
    public sealed unsafe class InterruptLine
    {
        private const uint SetPending = 0xE000E200; // NVIC_ISPR0
        private const uint InterruptControl = 0xE000ED04; // ICSR, bits 8:0 are VECTACTIVE
        private const int FirstInterrupt = 16;
        private const int Count = 256;

        private static IInterruptHandler[] s_handlers;

        private readonly int _number;

        /// <param name="number">The chip's number of the interrupt.</param>
        public InterruptLine(int number) => _number = number;

        /// <summary>Routes the line to <paramref name="handler"/> and enables it.</summary>
        public void Connect(IInterruptHandler handler)
        {
            s_handlers ??= new IInterruptHandler[Count];
            s_handlers[_number] = handler;
            Interrupts.Enable(_number);
        }

        /// <summary>Makes the handler run as if the device had asked, before this returns unless interrupts are held off.</summary>
        public void Pend() => *(uint*)(SetPending + ((uint)_number >> 5 << 2)) = 1u << (_number & 31);

        [RuntimeExport("Device_Interrupt")]
        private static void Enter()
        {
            var number = (int)(*(uint*)InterruptControl & 0x1FF) - FirstInterrupt;
            var handler = s_handlers == null ? null : s_handlers[number];
            if (handler == null)
            {
                Unexpected();
            }
            else
            {
                handler.HandleInterrupt();
            }
        }

        [RuntimeImport("*", "Unexpected_Handler")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern void Unexpected();
    }
}
