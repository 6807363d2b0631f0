// SPDX-License-Identifier: MIT
// Everything that the portable subset of C# can do, as lines of text: the same on .NET and on the board, or the board's runtime is wrong.
// What .NET and nanoFramework do differently is left out: names of enums and types, messages of the runtime's own exceptions, checked.

using System;

namespace Wardstone.Tests.Language
{
    public static class Suite
    {
        public static void Run()
        {
            Integers.Run();
            Integers64.Run();
            Floats.Run();
            Formatting.Run();
            Strings.Run();
            Arrays.Run();
            Structs.Run();
            Enums.Run();
            Dispatch.Run();
            Casts.Run();
            Delegates.Run();
            Switches.Run();
            References.Run();
            Statics.Run();
            Exceptions.Run();
            Handlers.Run();
            Unwinding.Run();
            Nulls.Run();
            Features.Run();
            Collections.Run();
            Times.Run();
            Collector.Run();
            Console.WriteLine("end");
        }

        public static void Line(string name, string value) => Console.WriteLine(name + ": " + value);

        public static void Line(string name, int value) => Line(name, value.ToString());

        public static void Line(string name, uint value) => Line(name, value.ToString());

        public static void Line(string name, long value) => Line(name, value.ToString());

        public static void Line(string name, ulong value) => Line(name, value.ToString());

        public static void Line(string name, bool value) => Line(name, value ? "yes" : "no");
    }
}
