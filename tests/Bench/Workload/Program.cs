// SPDX-License-Identifier: MIT
// What the firmware does most, as a program that runs on any of its runtimes: on the board's, and on a nanoCLR. Who counts instructions
// from outside finds a line of text before, between and after: once for what is made at the first time, once, and twice. The difference
// of the last two is one run, without the text.

using System;

namespace Wardstone.Tests.Workload
{
    /// <summary>Runs each piece of work.</summary>
    public static class Program
    {
        public static void Main()
        {
            try
            {
                Measure("sha256", new HashWork());
                Measure("marshalling", new MarshallingWork());
                Measure("fifo", new FifoWork());
                Mark("end");
            }
            catch (Exception e)
            {
                // nanoFramework would end in silence.
                Console.WriteLine("failed: " + e.GetType().FullName + " " + e.Message);
            }
        }

        private static void Measure(string name, Work work)
        {
            work.Run();
            Mark(name);
            work.Run();
            Mark(name);
            work.Run();
            work.Run();
            Mark(name);
        }

        private static void Mark(string name) => Console.WriteLine("mark " + name);
    }
}
