// SPDX-License-Identifier: MIT
// The test image's Main. Its result ends the emulator (semihosting). The console is written without interrupts, so that
// what was said before a fault is there.

using Wardstone.Aspeed;

namespace Wardstone.Tests.Board
{
    internal static class Program
    {
        private static int Main()
        {
            _ = new Ast1030(); // time
            var run = new TestRun();
            TestList.Run(run);
            return run.End();
        }
    }
}
