// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Ast1030Evb
{
    internal static class Board
    {
        private static int Main()
        {
            Console.WriteLine("Wardstone");
            return 0;
        }
    }
}
