// SPDX-License-Identifier: MIT
// The language suite as an image of its own. The end of Main ends the emulator.

using Wardstone.Aspeed;

namespace Wardstone.Tests.LanguageImage
{
    internal static class Program
    {
        private static int Main()
        {
            _ = new Ast1030(); // time
            Language.Suite.Run();
            return 0;
        }
    }
}
