// SPDX-License-Identifier: MIT
// Four threads in one heap, switched every few hundred instructions: each gets what it gets alone.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;
using Wardstone.CortexM;

namespace Wardstone.Tests.RuntimeImage
{
    internal static unsafe class PreemptionCases
    {
        private const int Count = 4;
        private const uint Reload = 0xE000E014; // SYST_RVR

        private static uint[] s_sums;
        private static uint[] s_changes;
        private static int s_rounds;
        private static int s_next;

        /// <param name="period">Of the switches, in steps of SysTick.</param>
        /// <param name="rounds">How much there is to do.</param>
        public static void Run(int period, int rounds)
        {
            s_rounds = rounds;
            s_sums = new uint[Count];
            s_changes = new uint[Count];
            uint[] alone = new uint[Count];
            for (int i = 0; i < Count; i++)
            {
                alone[i] = Workload.Run(Seed(i), rounds);
            }

            Line("they differ", alone[0] != alone[1] && alone[1] != alone[2] && alone[2] != alone[3]);
            uint before = *(uint*)Reload;
            *(uint*)Reload = (uint)period;
            Thread[] threads = new Thread[Count - 1];
            for (int i = 0; i < threads.Length; i++)
            {
                threads[i] = new Thread(Work);
                threads[i].Start();
            }

            uint ticks = SysTick.Milliseconds;
            Work();
            for (int i = 0; i < threads.Length; i++)
            {
                threads[i].Join();
            }

            ticks = SysTick.Milliseconds - ticks;
            *(uint*)Reload = before;
            Line("switches " + ticks, ticks > 50 * rounds);
            for (int i = 0; i < Count; i++)
            {
                Line("thread " + i + " as alone", s_sums[i] == alone[i]);
                Line("registers stay", s_changes[i] == 0);
            }
        }

        private static void Work()
        {
            int number = Interlocked.Increment(ref s_next) - 1;
            uint sum = Workload.Run(Seed(number), s_rounds);
            s_changes[number] = HoldRegisters((uint)number << 20, s_rounds * 50);
            s_sums[number] = sum;
        }

        private static int Seed(int number) => 5 + (number * 6);

        private static void Line(string what, bool holds) => Console.WriteLine(what + (holds ? ": yes" : ": NO"));

        [RuntimeImport("*", "ThreadCases_HoldRegisters")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern uint HoldRegisters(uint seed, int rounds);
    }
}
