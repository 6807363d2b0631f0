// SPDX-License-Identifier: MIT
// Read-modify-write in one piece, against interrupts and other threads. One core: to hold interrupts off is enough.

using Wardstone.CortexM;

namespace System.Threading
{
    public static class Interlocked
    {
        public static int Increment(ref int location) => Add(ref location, 1);

        public static int Decrement(ref int location) => Add(ref location, -1);

        /// <returns>What was there before.</returns>
        public static int Exchange(ref int location1, int value)
        {
            uint mask = Interrupts.Disable();
            int old = location1;
            location1 = value;
            Interrupts.Restore(mask);
            return old;
        }

        /// <summary>Stores <paramref name="value"/> if <paramref name="comparand"/> is there.</summary>
        /// <returns>What was there before.</returns>
        public static int CompareExchange(ref int location1, int value, int comparand)
        {
            uint mask = Interrupts.Disable();
            int old = location1;
            if (old == comparand)
            {
                location1 = value;
            }

            Interrupts.Restore(mask);
            return old;
        }

        private static int Add(ref int location, int difference)
        {
            uint mask = Interrupts.Disable();
            int sum = location + difference;
            location = sum;
            Interrupts.Restore(mask);
            return sum;
        }
    }
}
