// SPDX-License-Identifier: MIT
namespace System.Diagnostics
{
    /// <summary>Text for the developer: the console. As on nanoFramework, a program that is compiled without DEBUG says nothing.</summary>
    public static class Debug
    {
        [Conditional("DEBUG")]
        public static void Write(string message) => Console.Write(message);

        [Conditional("DEBUG")]
        public static void WriteLine(string message) => Console.WriteLine(message);

        [Conditional("DEBUG")]
        public static void WriteLine() => Console.WriteLine();

        [Conditional("DEBUG")]
        public static void Assert(bool condition) => Assert(condition, "assertion failed");

        [Conditional("DEBUG")]
        public static void Assert(bool condition, string message)
        {
            if (!condition)
            {
                throw new InvalidOperationException(message);
            }
        }
    }
}
