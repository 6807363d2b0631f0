// SPDX-License-Identifier: MIT
// The table of what each function left on the stack: .ARM.exidx and .ARM.extab, as in the "Exception Handling ABI for the Arm
// Architecture" (IHI 0038), sections 6 and 10. Only the compact models 0 and 1 occur.

namespace Wardstone.Kernel
{
    internal static unsafe class UnwindTable
    {
        private const uint CannotUnwind = 1; // EXIDX_CANTUNWIND

        /// <summary>The entry of the function at an address.</summary>
        /// <returns>null if there is none, or it says that nobody can unwind it.</returns>
        public static uint* Find(uint address)
        {
            uint* first = (uint*)MemoryMap.Current->UnwindIndexStart;
            uint* end = (uint*)MemoryMap.Current->UnwindIndexEnd;
            if (address >= (uint)MemoryMap.Current->ReadOnlyEnd)
            {
                return null;
            }

            // The last entry that starts at or before the address.
            int low = 0;
            int high = (int)(end - first) >> 1;
            while (low < high)
            {
                int middle = (low + high) >> 1;
                if (FunctionOf(first + (middle * 2)) <= address)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            uint* entry = first + ((low - 1) * 2);
            return low == 0 || entry[1] == CannotUnwind ? null : entry;
        }

        /// <summary>Where the function of an entry starts.</summary>
        public static uint FunctionOf(uint* entry) => Follow(entry);

        /// <summary>What the compiler noted behind the unwind instructions; null if there is nothing.</summary>
        public static byte* LanguageData(uint* entry)
        {
            if ((int)entry[1] < 0)
            {
                return null;
            }

            uint* words = (uint*)Follow(entry + 1);
            return (byte*)(words + 1 + MoreWords(*words));
        }

        /// <summary>Goes to the caller of the function at <paramref name="frame"/>. In the midst of a prologue, where a thread may have
        /// been stopped, what comes out is wrong, but it is only looked for between the frame and the end of the stacks.</summary>
        public static void Unwind(uint* entry, Registers* frame)
        {
            Instructions instructions = new Instructions((int)entry[1] < 0 ? entry + 1 : (uint*)Follow(entry + 1));
            uint* stack = (uint*)frame->StackPointer;
            uint returnAddress = 0;
            while (instructions.Next(out uint code))
            {
                if ((code & 0x80) == 0)
                {
                    // 0sxxxxxx: vsp moves up, or down.
                    uint words = (code & 0x3F) + 1;
                    stack = (code & 0x40) == 0 ? stack + words : stack - words;
                }
                else if ((code & 0xF0) == 0x80)
                {
                    // 1000iiii iiiiiiii: pop those of r4 to r15.
                    _ = instructions.Next(out uint low);
                    uint mask = ((code & 0xF) << 8) | low;
                    for (int register = 4; mask != 0; register++, mask >>= 1)
                    {
                        if ((mask & 1) != 0)
                        {
                            Restore(frame, register, *stack++, ref returnAddress);
                        }
                    }
                }
                else if ((code & 0xF0) == 0x90)
                {
                    // 1001nnnn: vsp = r[n].
                    stack = (uint*)frame->General((int)code & 0xF);
                    if ((uint)stack < frame->StackPointer || stack >= MemoryMap.Current->StackTop || ((uint)stack & 3) != 0)
                    {
                        frame->ProgramCounter = 0;
                        return;
                    }
                }
                else if ((code & 0xF0) == 0xA0)
                {
                    // 1010lnnn: pop r4 to r[4 + n], and r14.
                    for (int register = 4; register <= 4 + ((int)code & 7); register++)
                    {
                        frame->SetGeneral(register, *stack++);
                    }

                    if ((code & 8) != 0)
                    {
                        returnAddress = *stack++;
                    }
                }
                else if (code == 0xB0)
                {
                    break;
                }
                else if (code == 0xB2)
                {
                    // 10110010 uleb128: vsp += 0x204 + (n << 2).
                    stack += 0x81 + instructions.NextNumber();
                }
                else if (code == 0xC9)
                {
                    // 11001001 sssscccc: pop d[s] to d[s + c].
                    _ = instructions.Next(out uint range);
                    stack = RestoreFloats(frame, stack, (int)range >> 4, (int)range & 0xF);
                }
                else if ((code & 0xF8) == 0xD0)
                {
                    // 11010nnn: pop d8 to d[8 + n].
                    stack = RestoreFloats(frame, stack, 8, (int)code & 7);
                }
                else
                {
                    // Neither ilc nor our assembly makes any other.
                    Fault.Stop("unwind instruction", code);
                }
            }

            frame->StackPointer = (uint)stack;
            frame->ProgramCounter = returnAddress;
        }

        private static void Restore(Registers* frame, int register, uint value, ref uint returnAddress)
        {
            if (register <= 11)
            {
                frame->SetGeneral(register, value);
            }
            else if (register == 14)
            {
                returnAddress = value;
            }
        }

        private static uint* RestoreFloats(Registers* frame, uint* stack, int first, int last)
        {
            for (int register = first; register <= first + last; register++, stack += 2)
            {
                if (register >= 8)
                {
                    frame->SetFloat(register, stack[0] | ((ulong)stack[1] << 32));
                }
            }

            return stack;
        }

        // How many words follow the first: none in model 0, as many as its second byte says in model 1.
        private static uint MoreWords(uint word) => (word & 0x0F000000) == 0 ? 0 : (word >> 16) & 0xFF;

        // A self-relative 31-bit pointer.
        private static uint Follow(uint* place) => (uint)place + (uint)((int)(*place << 1) >> 1);

        // The bytes of the unwind instructions, from the highest of each word down.
        private struct Instructions
        {
            private uint* _next;
            private uint _word;
            private int _bytes;
            private uint _words;

            public Instructions(uint* words)
            {
                _word = *words;
                _words = MoreWords(_word);
                _bytes = (_word & 0x0F000000) == 0 ? 3 : 2;
                _next = words + 1;
            }

            public bool Next(out uint code)
            {
                if (_bytes == 0)
                {
                    if (_words == 0)
                    {
                        code = 0xB0;
                        return false;
                    }

                    _words--;
                    _word = *_next++;
                    _bytes = 4;
                }

                code = (_word >> (--_bytes * 8)) & 0xFF;
                return true;
            }

            public uint NextNumber()
            {
                uint value = 0;
                int shift = 0;
                uint code;
                do
                {
                    _ = Next(out code);
                    value |= (code & 0x7F) << shift;
                    shift += 7;
                }
                while ((code & 0x80) != 0);
                return value;
            }
        }
    }
}
