// SPDX-License-Identifier: MIT
// The test image's Main. Its result ends the emulator (semihosting). The console is written without interrupts, so that
// what was said before a fault is there.

using System;
using Wardstone.Aspeed;
using Wardstone.Boards;
using Wardstone.Controllers;
using Wardstone.Runtime.Hid;
using Wardstone.Tests.Board.Faults;
using Wardstone.Tests.Portable.Runtime;

namespace Wardstone.Tests.Board
{
    internal static class Program
    {
        // Before the kind, in the configuration module; and before anything, to look at all heaps whenever a component is left.
        private const string Fault = "fault ";
        private const string Verified = "verified ";

        private static int Main()
        {
            _ = new Ast1030(); // time
            var kernel = new BoardKernel();
            var only = Only();
            if (only.StartsWith(Verified))
            {
                HeapVerification.SwitchOn();
                only = only.Substring(Verified.Length);
            }

            if (only.StartsWith(Fault))
            {
                return Play.Run(kernel, only.Substring(Fault.Length));
            }

            TestPlatform.Current.Kernel = kernel;
            var run = new TestRun(only);
            TestList.Run(run);
            return run.End();
        }

        private static string Only()
        {
            var text = FirmwareImage.Config.Bytes(0, FirmwareImage.Config.Length);
            return HidText.String(text);
        }
    }
}
