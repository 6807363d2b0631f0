// SPDX-License-Identifier: MIT
// Domains that end at every instruction of a call.

using System;
using Wardstone.Kernel;

namespace Wardstone.Tests.RuntimeImage
{
    internal static class KillCases
    {
        /// <summary>Ends one of the three domains at every step of a chain of calls through all of them.</summary>
        /// <param name="kind">0: the inner one, 1: the one in the middle, 2: the outer one; 4 more: with a second client; 8 more: with all
        /// heaps verified at each Leave; 16 times what the one in the middle does beside (Special).</param>
        /// <param name="first">The first step.</param>
        /// <param name="stride">From each kill to the next; 1 does not leave out any instruction.</param>
        /// <param name="count">Most kills.</param>
        public static void Sweep(int kind, int first, int stride, int count)
        {
            if ((kind & 8) != 0)
            {
                HeapVerifier.Exempt(typeof(TestPortal));
                HeapVerifier.SwitchOn();
            }

            KillScene scene = new KillScene((kind & 4) != 0, kind >> 4);
            TestDomain victim = (kind & 3) == 0 ? scene.Inner : (kind & 3) == 1 ? scene.Server : scene.Outer;
            Line("each heap is collected", scene.Collections > 0);
            KillTimer.Take();
            int kills = 0;
            int steps = first;
            while (kills < count && scene.CallAndKill(victim, kills % 16 == 0 ? FaultCode.Limit : FaultCode.Cpu, steps) && scene.IsFine)
            {
                kills++;
                steps += stride;
                if (kills % 64 == 0 && !scene.Works())
                {
                    Console.WriteLine("a call after " + steps + ": NO");
                    break;
                }
            }

            Console.WriteLine("kills " + kills + " up to " + steps + " at " + KillTimer.Seen);
            Console.WriteLine("others " + scene.Contender.Right + " missed " + scene.Contender.Missed);
            Line("killed", kills > 0);
            Line("all is as it was", scene.IsFine && scene.Works());
            Line("nobody got a wrong answer", scene.Contender.Wrong == 0);
            if ((kind & 4) != 0)
            {
                Line("the other client went on", scene.Contender.Right > kills / 100);
                scene.Contender.IsAsked = false;
            }

            KillTimer.PrintSeen();
        }

        private static void Line(string what, bool holds) => Console.WriteLine(what + (holds ? ": yes" : ": NO"));
    }
}
