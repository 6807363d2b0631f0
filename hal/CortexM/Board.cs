// SPDX-License-Identifier: MIT
// What the board does for the kernel; board.S has the defaults.

using System.Runtime;
using System.Runtime.CompilerServices;

namespace Wardstone.CortexM
{
    internal static class Board
    {
        /// <summary>Before Main: starts chip and buses, where the program is a plain one that does not name them.</summary>
        [RuntimeImport("*", "Board_Start")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern void Start();

        /// <summary>At the end of everything: a test image gives <paramref name="code"/> to its emulator, and is gone.</summary>
        [RuntimeImport("*", "Board_Halt")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern void Halt(int code);
    }
}
