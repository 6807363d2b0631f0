// SPDX-License-Identifier: MIT
// From the vector table to drivers: one entry for every peripheral, which finds the driver by the number of the
// active exception. What no driver asked for ends in a fault report, like any other vector that nobody handles.
//
// A storm is a device that interrupts more often than any device can that works: a driver turns its interrupt off when it has no room
// for more, so without a thread that takes or gives something there is an end to it, the size of the driver's rings.

using System.Runtime;
using System.Runtime.CompilerServices;
using Wardstone.CortexM;
using Wardstone.Kernel;

namespace Wardstone.Controllers
{
    /// <summary>A peripheral's line to the interrupt controller.</summary>
    public sealed unsafe class InterruptLine
    {
        private const uint SetPending = 0xE000E200; // NVIC_ISPR0
        private const uint ClearPending = 0xE000E280; // NVIC_ICPR0
        private const uint InterruptControl = 0xE000ED04; // ICSR, bits 8:0 are VECTACTIVE
        private const int FirstInterrupt = 16;
        private const int Count = 256;

        // Far beyond what the rings hold (4096 bytes at most, one interrupt each), and over in a fraction of a second.
        private const int StormBound = 20_000;

        private static InterruptLine[] s_lines;

        private readonly int _number;
        private IInterruptHandler _handler;
        private int _unserved; // interrupts since a thread took or gave something

        /// <param name="number">The chip's number of the interrupt.</param>
        public InterruptLine(int number) => _number = number;

        /// <summary>Routes the line to <paramref name="handler"/> and enables it. What it asked for before is forgotten.</summary>
        public void Connect(IInterruptHandler handler)
        {
            s_lines ??= new InterruptLine[Count];
            _handler = handler;
            _unserved = 0;
            s_lines[_number] = this;
            *Register(ClearPending) = Bit;
            Interrupts.Enable(_number);
        }

        /// <summary>Disables the line: when this returns the handler does not run any more.</summary>
        public void Disconnect()
        {
            Interrupts.Disable(_number);
            Synchronize();
        }

        /// <summary>Makes the handler run as if the device had asked, before this returns unless interrupts are held off.</summary>
        public void Pend() => *Register(SetPending) = Bit;

        /// <summary>A thread has taken what interrupts brought, or given them something to do: those until now had a use.</summary>
        public void Served() => _unserved = 0;

        private uint Bit => 1u << (_number & 31);

        private uint* Register(uint first) => (uint*)(first + ((uint)_number >> 5 << 2));

        [RuntimeExport("Device_Interrupt")]
        private static void Enter()
        {
            var number = (int)(*(uint*)InterruptControl & 0x1FF) - FirstInterrupt;
            var line = s_lines == null ? null : s_lines[number];
            if (line == null)
            {
                Unexpected();
            }
            else if (++line._unserved > StormBound)
            {
                line.Disconnect();
                DeviceOwners.OnStorm(line._handler is Device device ? device.Owner : 0, number);
            }
            else
            {
                line._handler.HandleInterrupt();
            }
        }

        [RuntimeImport("*", "Unexpected_Handler")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern void Unexpected();

        [RuntimeImport("*", "Mpu_Synchronize")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern void Synchronize();
    }
}
