// SPDX-License-Identifier: MIT
// What the processor puts on the stack when it takes an exception (ARMv7-M B1.5.6).

using System.Runtime.InteropServices;

namespace Wardstone.CortexM
{
    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct StackedFrame
    {
        private const uint HasNoFloats = 1 << 4; // EXC_RETURN
        private const uint WasAligned = 1 << 9; // xPSR: a word was skipped to align the frame to 8
        private const uint BasicSize = 32;
        private const uint ExtendedSize = 104; // with s0 to s15 and FPSCR

        public uint R0;
        public uint R1;
        public uint R2;
        public uint R3;
        public uint R12;
        public uint Link;
        public uint ProgramCounter;
        public uint Status;

        /// <summary>The stack pointer before the exception.</summary>
        public uint StackPointerBefore(uint exceptionReturn)
        {
            fixed (StackedFrame* self = &this)
            {
                uint size = (exceptionReturn & HasNoFloats) != 0 ? BasicSize : ExtendedSize;
                return (uint)self + size + ((Status & WasAligned) != 0 ? 4u : 0u);
            }
        }
    }
}
