// SPDX-License-Identifier: MIT
// A peripheral's registers on the board.

using System.Runtime.CompilerServices;

namespace Wardstone.Controllers
{
    /// <summary>A block of 32-bit registers. Each access in the source is one access on the bus, in order.</summary>
    public readonly unsafe struct Registers
    {
        private readonly byte* _block;

        /// <param name="address">Where the block starts.</param>
        public Registers(uint address) => _block = (byte*)address;

        /// <param name="offset">From the block's start in bytes, a multiple of four.</param>
        public uint this[int offset]
        {
            get => Load(_block + offset);

            [MethodImpl((MethodImplOptions)256)]
            set => *(uint*)(_block + offset) = value;
        }

        // A call, because C# without volatile has no other way to keep the compiler from taking an earlier value or leaving out a
        // read whose result is not used. It never leaves out or moves a store.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static uint Load(byte* register) => *(uint*)register;
    }
}
