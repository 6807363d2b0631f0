// SPDX-License-Identifier: MIT
// Time and waiting. Time is what the processor's timer counts since reset.

using System.Runtime.CompilerServices;
using Wardstone.CortexM;

namespace Wardstone.Kernel
{
    internal static unsafe class Clock
    {
        /// <summary>Time since reset in 100 ns.</summary>
        public static long Ticks => SysTick.Ticks;

        /// <summary>Sleeps at least that many milliseconds; forever if negative.</summary>
        public static void Sleep(int milliseconds) => _ = WaitFor(ref ThreadBlock.Current->IsNever, milliseconds, false);

        /// <summary>Waits until an interrupt handler or another thread sets <paramref name="flag"/>.</summary>
        /// <param name="flag">Not on a stack: other threads look at it, and may not there.</param>
        /// <param name="milliseconds">Bound on the wait; negative for none, 0 only looks.</param>
        /// <param name="isReset">Whether the flag is cleared, for one waiter at a time to see it.</param>
        /// <returns>Whether the flag was set within the time.</returns>
        public static bool WaitFor(ref bool flag, int milliseconds, bool isReset)
        {
            bool* address = (bool*)Unsafe.AsPointer(ref flag);
            ThreadBlock* thread = ThreadBlock.Current;
            // The millisecond that has begun does not count.
            thread->WakeAtMs = SysTick.Milliseconds + (uint)milliseconds + 1;
            while (true)
            {
                uint mask = Interrupts.Disable();
                bool isSet = *address;
                if (isSet && isReset)
                {
                    *address = false;
                }

                bool isLate = milliseconds == 0 || (milliseconds > 0 && (int)(SysTick.Milliseconds - thread->WakeAtMs) >= 0);
                thread->IsTimed = milliseconds > 0 && !isSet && !isLate;
                thread->WaitFlag = isSet || isLate ? null : address;
                Interrupts.Restore(mask);
                if (isSet || isLate)
                {
                    return isSet;
                }

                Scheduler.Wait();
            }
        }
    }
}
