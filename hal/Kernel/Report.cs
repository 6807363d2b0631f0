// SPDX-License-Identifier: MIT
// Writes a fault report: straight to the console, without allocating.

using System;
using Wardstone.CortexM;

namespace Wardstone.Kernel
{
    internal static unsafe class Report
    {
        public static void Text(string text) => Console.Write(text);

        public static void Line() => Console.WriteLine();

        /// <summary>A name and a value: " pc=0x00001234".</summary>
        public static void Field(string name, uint value)
        {
            Text(name);
            Text("0x");
            for (int shift = 28; shift >= 0; shift -= 4)
            {
                uint digit = (value >> shift) & 15;
                Console.WriteByte((byte)(digit < 10 ? '0' + digit : 'a' - 10 + digit));
            }
        }

        public static void Decimal(uint value)
        {
            if (value >= 10)
            {
                Decimal(value / 10);
            }

            Console.WriteByte((byte)('0' + (value % 10)));
        }

        /// <summary>All registers at a fault, four a line.</summary>
        public static void Registers(StackedFrame* frame, uint* r4ToR11, uint exceptionReturn)
        {
            uint* r0ToR3 = &frame->R0;
            for (uint number = 0; number < 12; number++)
            {
                Text(number % 4 == 0 ? number == 0 ? "r" : "\nr" : " r");
                Decimal(number);
                Field("=", number < 4 ? r0ToR3[number] : r4ToR11[number - 4]);
            }

            Field("\nr12=", frame->R12);
            Field(" sp=", frame->StackPointerBefore(exceptionReturn));
            Field(" xpsr=", frame->Status);
            Line();
        }
    }
}
