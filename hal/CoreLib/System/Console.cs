// SPDX-License-Identifier: MIT
// Text to the board's console. What a byte is written to is the board's: it exports Board_ConsoleWrite.

using System.Runtime;
using System.Runtime.CompilerServices;

namespace System
{
    /// <summary>The board's console. ASCII; other characters are shown as '?'.</summary>
    public static class Console
    {
        public static void Write(string value)
        {
            for (int i = 0; i < value.Length; i++)
            {
                char c = value[i];
                WriteByte(c < 128 ? (byte)c : (byte)'?');
            }
        }

        public static void WriteLine() => WriteByte((byte)'\n');

        public static void WriteLine(string value)
        {
            Write(value);
            WriteLine();
        }

        // Works with interrupts off and from a fault handler: it waits for room in the transmitter, and neither allocates nor throws.
        [RuntimeImport("*", "Board_ConsoleWrite")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        internal static extern void WriteByte(byte value);
    }
}
