// SPDX-License-Identifier: MIT
// What the board does for the kernel; board.S has the defaults.

using System.Runtime;
using System.Runtime.CompilerServices;

namespace Wardstone.CortexM
{
    internal static class Board
    {
        /// <summary>The end of everything. Does not return.</summary>
        /// <param name="code">0 when all was well; a test image gives it to its emulator.</param>
        [RuntimeImport("*", "Board_Halt")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern void Halt(int code);
    }
}
