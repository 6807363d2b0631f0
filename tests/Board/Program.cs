// SPDX-License-Identifier: MIT
// The test image's Main. Its result ends the emulator (semihosting). The console is written without interrupts, so that
// what was said before a fault is there.

using System;
using Wardstone.Aspeed;
using Wardstone.Boards;
using Wardstone.Controllers;
using Wardstone.Tests.Portable.Runtime;

namespace Wardstone.Tests.Board
{
    internal static class Program
    {
        private static int Main()
        {
            _ = new Ast1030(); // time
            TestPlatform.Current.Kernel = new BoardKernel();
            var run = new TestRun(Only());
            TestList.Run(run);
            return run.End();
        }

        private static string Only()
        {
            var text = FirmwareImage.Config.Bytes(0, FirmwareImage.Config.Length);
            var name = new char[text.Length];
            for (var i = 0; i < name.Length; i++)
            {
                name[i] = (char)text[i];
            }

            return new string(name);
        }
    }
}
