// SPDX-License-Identifier: MIT
// One misdeed among four components on the board's own kernel. tests/System reads the console.

using System;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Board.Faults
{
    internal sealed class Play : ILogSession
    {
        private const int LengthMs = 800;

        private const string Config = "config\n"
            + "+ start victim | ram: 4K | stack: 4K | limit_ms: 100 | priority: 2\n"
            + "  + restart | limit: 3 | back_off_ms: 20\n"
            + "  + provides | + service Work\n"
            + "  + route | + service Misdeeds | + parent\n"
            + "+ start middle | ram: 4K\n"
            + "  + provides | + service Work\n"
            + "  + route | + service Work | + child victim\n"
            + "+ start client | ram: 4K | priority: 2\n"
            + "  + route | + service Work | + child middle\n"
            + "+ start steady | ram: 4K | priority: 3\n"
            + "-\n";

        /// <param name="kind">As Misdeeds knows it.</param>
        /// <returns>The exit code: 0 if the play could be staged.</returns>
        public static int Run(Runtime.Kernel kernel, string kind)
        {
            var console = new Play();
            Binary[] binaries = { new VictimBinary(), new MiddleBinary(), new ClientBinary(), new SteadyBinary() };
            ParentSession[] parents = { new ParentSession("Misdeeds", "", new Misdeeds(kind)) };
            var init = new Init(kernel, binaries, parents, new TextRom(Config), console);
            if (!init.TryRead(null, out var reason))
            {
                Console.WriteLine(reason);
                return 1;
            }

            init.Start();
            for (var end = Deadline.After(LengthMs); !end.HasPassed;)
            {
                init.Serve(10);
            }

            Console.WriteLine("done");
            return 0;
        }

        public void Write(SpanByte line) => Console.WriteLine(HidText.String(line));
    }
}
