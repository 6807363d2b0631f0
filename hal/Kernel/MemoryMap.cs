// SPDX-License-Identifier: MIT
// Where the linker put things. CortexM/vectors.S holds the one instance.

namespace Wardstone.Kernel
{
    internal unsafe struct MemoryMap
    {
        public static MemoryMap* Current;

        public byte* ReadOnlyStart;
        public byte* ReadOnlyEnd;
        public byte* DataStart;
        public byte* DataEnd;
        public byte* BssStart;
        public byte* BssEnd;
        public byte* HeapStart;
        public byte* HeapEnd;
        public byte* StackBottom;
        public byte* StackTop;
        public byte* ModulesStart;
        public byte* ModulesEnd;
        public byte* UnwindIndexStart;
        public byte* UnwindIndexEnd;
        public uint NullGuardSize;
        public byte* HandlerStackBottom;
        public byte* HandlerStackTop;
    }
}
