// SPDX-License-Identifier: MIT
// Dooms a domain at a chosen instruction: SysTick runs down once, in 5 ns steps, and with `-icount shift=3` each instruction takes
// 8 ns, so that none can be stepped over. While it is used so, time stands still.

using System.Runtime;
using System.Runtime.CompilerServices;
using Wardstone.CortexM;
using Wardstone.Kernel;

namespace Wardstone.Tests.RuntimeImage
{
    internal static unsafe class KillTimer
    {
        private const uint ControlAndStatus = 0xE000E010; // SYST_CSR
        private const uint Reload = 0xE000E014; // SYST_RVR
        private const uint Current = 0xE000E018; // SYST_CVR
        private const uint VectorTable = 0xE000ED08; // VTOR
        private const uint InterruptControl = 0xE000ED04; // ICSR
        private const uint ReturnsToThread = 1 << 11; // ICSR.RETTOBASE
        private const int VectorCount = 16 + 256;
        private const int TickVector = 15;

        private static Domain* s_victim;
        private static int s_cause;
        private static bool s_hasFired;

        /// <summary>Which halfwords of the image a kill came in front of: a bit each.</summary>
        private static uint[] s_seen;

        /// <summary>From now on the tick is this class's.</summary>
        public static void Take()
        {
            *(uint*)ControlAndStatus = 0;
            s_seen = new uint[(int)((uint)MemoryMap.Current->ReadOnlyEnd / 64) + 1];
            uint* vectors = GetVectors();
            Mpu.CopyGuarded(null, (byte*)vectors, VectorCount * 4);
            vectors[TickVector] = (uint)(delegate*<void>)&OnTick | 1;
            *(uint*)VectorTable = (uint)vectors;
        }

        /// <summary>The domain ends in that many steps of 5 ns.</summary>
        public static void Arm(Domain* victim, int cause, int steps)
        {
            s_victim = victim;
            s_cause = cause;
            s_hasFired = false;
            *(uint*)Reload = (uint)steps;
            *(uint*)Current = 0;
            *(uint*)ControlAndStatus = 7;
        }

        /// <summary>Not any more.</summary>
        /// <returns>Whether it did.</returns>
        public static bool Disarm()
        {
            *(uint*)ControlAndStatus = 0;
            Scheduler.SwitchNow(); // as each tick does: what waited for its end has it now
            return Volatile.Read(ref s_hasFired);
        }

        /// <summary>How many different instructions were hit.</summary>
        public static int Seen
        {
            get
            {
                int count = 0;
                foreach (uint word in s_seen)
                {
                    for (uint bits = word; bits != 0; bits &= bits - 1)
                    {
                        count++;
                    }
                }

                return count;
            }
        }

        /// <summary>For the host to name them: lines of an address and 32 bits.</summary>
        public static void PrintSeen()
        {
            for (int i = 0; i < s_seen.Length; i++)
            {
                if (s_seen[i] != 0)
                {
                    System.Console.WriteLine("at " + (i * 64) + " " + s_seen[i]);
                }
            }
        }

        private static void OnTick()
        {
            *(uint*)ControlAndStatus = 0;
            s_hasFired = true;
            if ((*(uint*)InterruptControl & ReturnsToThread) != 0)
            {
                uint place = InterruptedAt() / 2;
                s_seen[place / 32] |= 1u << (int)(place & 31);
            }

            Deaths.Doom(s_victim, s_cause);
        }

        [RuntimeImport("*", "KillTimer_InterruptedAt")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern uint InterruptedAt();

        [RuntimeImport("*", "KillTimer_GetVectors")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern uint* GetVectors();

        private static class Volatile
        {
            [MethodImpl(MethodImplOptions.NoInlining)]
            public static bool Read(ref bool place) => place;
        }
    }
}
