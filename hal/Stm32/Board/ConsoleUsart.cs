// SPDX-License-Identifier: MIT
// What System.Console and fault reports are written with: one byte to the console's USART, whatever state the program is in. A
// transmitter that never has room loses the byte; so does a board without a console.

using System.Runtime;
using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <summary>The USART that the console is.</summary>
    internal static class ConsoleUsart
    {
        private const uint HasRoom = 1u << 7; // TXE, of USART_SR and USART_ISR
        private const int Looks = 1_000_000;

        private static uint s_block;
        private static int s_status;
        private static int s_data;

        /// <param name="block">Of its registers.</param>
        /// <param name="status">Offset of USART_SR or USART_ISR.</param>
        /// <param name="data">Offset of USART_DR or USART_TDR.</param>
        public static void Set(uint block, int status, int data)
        {
            s_status = status;
            s_data = data;
            s_block = block;
        }

        [RuntimeExport("Board_ConsoleWrite")]
        private static void Write(byte value)
        {
            if (s_block == 0)
            {
                return;
            }

            var usart = new Registers(s_block);
            for (var i = 0; i < Looks && (usart[s_status] & HasRoom) == 0; i++)
            {
            }

            usart[s_data] = value;
        }
    }
}
