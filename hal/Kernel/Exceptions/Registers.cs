// SPDX-License-Identifier: MIT
// What a method may count on after a call: the state of one frame on the way up the stack. CortexM/exceptions.S lays it out too.

using System.Runtime.InteropServices;
using Wardstone.CortexM;

namespace Wardstone.Kernel
{
    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct Registers
    {
        private fixed uint _r4ToR11[8];

        /// <summary>The stack pointer in this frame.</summary>
        public uint StackPointer;

        /// <summary>Where this frame goes on: most often the address behind a call.</summary>
        public uint ProgramCounter;

        private fixed ulong _d8ToD15[8];

        /// <summary>Those where the processor took an exception.</summary>
        /// <param name="isManaged">Whether that was in compiled code; if not, they are those of its caller.</param>
        public static Registers Of(StackedFrame* frame, uint* r4ToR11, uint exceptionReturn, out bool isManaged)
        {
            Registers registers = default;
            for (int i = 0; i < 8; i++)
            {
                registers._r4ToR11[i] = r4ToR11[i];
            }

            isManaged = UnwindTable.Find(frame->ProgramCounter) != null;
            registers.StackPointer = frame->StackPointerBefore(exceptionReturn);
            registers.ProgramCounter = isManaged ? frame->ProgramCounter : frame->Link;
            return registers;
        }

        /// <summary>General register <paramref name="number"/>, 4 to 11.</summary>
        public uint General(int number) => _r4ToR11[number - 4];

        public void SetGeneral(int number, uint value) => _r4ToR11[number - 4] = value;

        /// <summary>Floating-point register <paramref name="number"/>, 8 to 15.</summary>
        public void SetFloat(int number, ulong value) => _d8ToD15[number - 8] = value;
    }
}
