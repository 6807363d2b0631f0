// SPDX-License-Identifier: MIT
// The watchdog: fed, the board lives; then no more, and the next boot tells.

using System;
using System.Threading;
using Wardstone.Aspeed;
using Wardstone.Controllers;
using Wardstone.Kernel;

namespace Wardstone.Tests.RuntimeImage
{
    internal static class WatchdogCases
    {
        private const int TimeoutMs = 300;

        public static void Run(Ast1030 chip)
        {
            if (BootRecord.Number == 1)
            {
                WatchdogController watchdog = chip.Watchdog();
                Line("starts", watchdog.TryStart(TimeoutMs));
                BootRecord.Expect(ResetReason.Watchdog); // as boards/Common does
                for (int i = 0; i < 20; i++)
                {
                    Thread.Sleep(TimeoutMs / 10);
                    watchdog.Feed();
                }

                Line("lives while it is fed", BootRecord.Number == 1);
                while (true)
                {
                    Thread.Sleep(1000);
                }
            }

            uint[] words = new uint[FaultStore.Words];
            Line("the second boot", BootRecord.Number == 2);
            Line("after a reset by the watchdog", BootRecord.LastReset == ResetReason.Watchdog);
            Line("which is on record", FaultStore.Count == 1 && FaultStore.TryRead(0, words) && words[FaultStore.Boot] == 1);
        }

        private static void Line(string what, bool holds) => Console.WriteLine(what + (holds ? ": yes" : ": NO"));
    }
}
