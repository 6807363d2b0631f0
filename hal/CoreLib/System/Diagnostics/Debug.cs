// SPDX-License-Identifier: MIT
namespace System.Diagnostics
{
    /// <summary>Text for the developer: the console.</summary>
    public static class Debug
    {
        public static void Write(string message) => Console.Write(message);

        public static void WriteLine(string message) => Console.WriteLine(message);

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
