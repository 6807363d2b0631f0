// SPDX-License-Identifier: MIT
// The processor's timer (ARMv7-M B3.3): an interrupt each millisecond, and its counter for the time between.

using System.Runtime;

namespace Wardstone.CortexM
{
    internal static unsafe class SysTick
    {
        private const uint ControlAndStatus = 0xE000E010; // SYST_CSR
        private const uint Reload = 0xE000E014; // SYST_RVR
        private const uint Current = 0xE000E018; // SYST_CVR
        private const uint InterruptControl = 0xE000ED04; // ICSR
        private const uint TickPending = 1 << 26; // ICSR.PENDSTSET

        private static uint s_period;
        private static ulong s_milliseconds;
        private static ulong s_lastTicks;

        /// <summary>Time since Start in milliseconds, from 0 again after 49 days: for differences.</summary>
        public static uint Milliseconds => (uint)s_milliseconds;

        /// <summary>Starts time.</summary>
        /// <param name="clockHz">What the core runs at, at least 1 MHz.</param>
        public static void Start(uint clockHz)
        {
            s_period = clockHz / 1000;
            *(uint*)Reload = s_period - 1;
            *(uint*)Current = 0;
            *(uint*)ControlAndStatus = 7; // CLKSOURCE, TICKINT, ENABLE
        }

        /// <summary>Time since Start in 100 ns.</summary>
        public static long Ticks
        {
            get
            {
                uint mask = Interrupts.Disable();
                uint current = Register.Read(Current);
                ulong milliseconds = s_milliseconds;
                // 0 is the first count of a period, at which the tick becomes pending; seen just before that, it ends the old one.
                uint elapsed = s_period - current;
                if ((Register.Read(InterruptControl) & TickPending) != 0)
                {
                    // It wrapped while interrupts are off. Its second reading belongs to the tick that is pending.
                    current = Register.Read(Current);
                    elapsed = current == 0 ? 0 : s_period - current;
                    milliseconds++;
                }

                // A tick is lost where interrupts are held off for longer than a period, as by an emulator that was not given the
                // time: then time stands still for a while, and does not go back.
                ulong ticks = (milliseconds * 10000) + (s_period == 0 ? 0 : elapsed * 10000 / s_period);
                s_lastTicks = ticks > s_lastTicks ? ticks : s_lastTicks;
                ticks = s_lastTicks;
                Interrupts.Restore(mask);
                return (long)ticks;
            }
        }

        [RuntimeExport("SysTick_Handler")]
        private static void Tick()
        {
            s_milliseconds++;
            Kernel.Scheduler.Poke();
        }
    }
}
