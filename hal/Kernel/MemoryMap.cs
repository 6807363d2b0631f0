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
        public byte* ReadOnlyLimit; // from ReadOnlyStart to here nothing is written
        public byte* RamStart;
        public byte* RamEnd;
        public byte* VariablesStart; // the memory that stacks and statics are in: that above, or another one
        public byte* VariablesEnd;
        public byte* UncachedStart; // to the end of the RAM
        public byte* HandlerStackBottom;
        public byte* HandlerStackTop;
    }
}
