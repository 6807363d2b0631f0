// SPDX-License-Identifier: MIT
// Time and waiting. Time is what the processor's timer counts since reset.

using Wardstone.CortexM;

namespace Wardstone.Kernel
{
    internal static class Clock
    {
        /// <summary>Time since reset in 100 ns.</summary>
        public static long Ticks => SysTick.Ticks;

        /// <summary>Sleeps at least that many milliseconds; forever if negative.</summary>
        public static void Sleep(int milliseconds)
        {
            bool never = false;
            WaitFor(ref never, milliseconds);
        }

        /// <summary>Waits until an interrupt handler sets <paramref name="flag"/>, in WFI.</summary>
        /// <param name="flag">Looked at with interrupts off, so that no wake-up is lost between the look and the WFI.</param>
        /// <param name="milliseconds">Bound on the wait; negative for none, 0 only looks.</param>
        /// <returns>Whether the flag was set within the time.</returns>
        public static bool WaitFor(ref bool flag, int milliseconds)
        {
            long deadline = milliseconds < 0 ? long.MaxValue : Ticks + (milliseconds * 10000L);
            while (true)
            {
                uint mask = Interrupts.Disable();
                bool isSet = System.Threading.Volatile.Read(ref flag);
                bool isLate = !isSet && Ticks >= deadline;
                if (!isSet && !isLate)
                {
                    Interrupts.WaitForOne();
                }

                Interrupts.Restore(mask);
                if (isSet || isLate)
                {
                    return isSet;
                }
            }
        }
    }
}
