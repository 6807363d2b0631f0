// SPDX-License-Identifier: MIT
// The rest of the language that portable code may use.

using System;

namespace Wardstone.Tests.Language
{
    internal static class Features
    {
        public static void Run()
        {
            Suite.Line("optional", Optional(1) + Optional(1, 5) + Optional(1, c: 7));
            Suite.Line("params", Sum() + Sum(1) + Sum(1, 2, 3) + Sum(new[] { 10, 20 }));
            Settings settings = new Settings { Name = "n", Size = 4 };
            Suite.Line("init", settings.Name + settings.Size + settings.Fixed);
            Suite.Line("null conditional", (settings.Next?.Name ?? "none") + (settings.Next?.Next).HasValueText());
            settings.Text ??= "assigned";
            settings.Text ??= "again";
            Suite.Line("null assign", settings.Text);
            Suite.Line("extension", "text".Twice() + settings.Describe());
            Suite.Line("expression bodies", new Circle(2).Area);
            Suite.Line("local functions", Local(5));
            Suite.Line("labels", Labels());
            Suite.Line("do while", DoWhile());
            Suite.Line("ternary chain", Chain(1) + Chain(2) + Chain(3));
            Suite.Line("short circuit", ShortCircuit());
            Suite.Line("evaluation order", Order());
            Suite.Line("lock", Lock());
            Suite.Line("nameof", nameof(Settings.Name) + nameof(Features));
            Suite.Line("discard", Discard());
            Suite.Line("const", Limits.Most + Limits.Names.Length);
            Suite.Line("target typed new", MakeTyped().Size);
            Suite.Line("default", default(int) + (default(string) ?? "null") + default(bool));
            Suite.Line("indexer", new Matrix()[2, 3]);
            Suite.Line("partial", new Parts().Left + new Parts().Right);
            Suite.Line("deep", Ackermann(2, 3));
            Suite.Line("volatile free counter", Interlock());
        }

        private static int Optional(int a, int b = 10, int c = 100) => a + b + c;

        private static int Sum(params int[] values)
        {
            int sum = values.Length;
            foreach (int value in values)
            {
                sum += value;
            }

            return sum;
        }

        private static string Twice(this string text) => text + text;

        private static string Describe(this Settings settings) => "<" + settings.Name + ">";

        private static string HasValueText(this object value) => value == null ? "no" : "yes";

        private static int Local(int n)
        {
            int calls = 0;
            int result = Fib(n);
            return (result * 100) + calls;

            int Fib(int x)
            {
                calls++;
                return x < 2 ? x : Fib(x - 1) + Fib(x - 2);
            }
        }

        private static int Labels()
        {
            int i = 0;
        again:
            i++;
            for (int j = 0; j < 10; j++)
            {
                if (j == 5)
                {
                    goto found;
                }
            }

        found:
            if (i < 3)
            {
                goto again;
            }

            return i;
        }

        private static int DoWhile()
        {
            int i = 10;
            int n = 0;
            do
            {
                n += i;
            }
            while (--i > 5);
            return n;
        }

        private static string Chain(int n) => n == 1 ? "one" : n == 2 ? "two" : "more";

        private static string ShortCircuit()
        {
            string log = "";
            bool Note(string s, bool result)
            {
                log += s;
                return result;
            }

            _ = Note("a", false) && Note("b", true);
            _ = Note("c", true) || Note("d", true);
            _ = Note("e", true) & Note("f", false);
            _ = Note("g", false) | Note("h", false);
            return log;
        }

        private static string Order()
        {
            string log = "";
            int Note(int n)
            {
                log += n;
                return n;
            }

            int[] array = new int[5];
            array[Note(1)] = Note(2) + (Note(3) * Note(4));
            array[Note(2)] += Note(5);
            return log + " " + array[1] + " " + array[2];
        }

        private static int Lock()
        {
            object gate = new object();
            int n = 0;
            try
            {
                lock (gate)
                {
                    n++;
                    lock (gate)
                    {
                        n++;
                        throw new Exception();
                    }
                }
            }
            catch (Exception)
            {
                lock (gate)
                {
                    n += 10;
                }
            }

            return n;
        }

        private static int Discard()
        {
            _ = int.TryParse("5", out _);
            (int _, int b) = new Two(3, 4);
            return b;
        }

        private static Settings MakeTyped()
        {
            Settings settings = new() { Size = 77 };
            return settings;
        }

        private static int Ackermann(int m, int n)
            => m == 0 ? n + 1 : n == 0 ? Ackermann(m - 1, 1) : Ackermann(m - 1, Ackermann(m, n - 1));

        private static int Interlock()
        {
            int value = 5;
            int before = System.Threading.Interlocked.Exchange(ref value, 7);
            int incremented = System.Threading.Interlocked.Increment(ref value);
            int compared = System.Threading.Interlocked.CompareExchange(ref value, 100, 8);
            int notSwapped = System.Threading.Interlocked.CompareExchange(ref value, 200, 8);
            return before + (incremented * 10) + (compared * 100) + (notSwapped * 1000) + System.Threading.Interlocked.Decrement(ref value);
        }

        private sealed class Settings
        {
            public string Name { get; init; }

            public int Size { get; init; }

            public string Fixed { get; } = "fixed";

            public string Text { get; set; }

            public Settings Next { get; set; }
        }

        private readonly struct Circle
        {
            private readonly int _radius;

            public Circle(int radius) => _radius = radius;

            public int Area => 3 * _radius * _radius;
        }

        private static class Limits
        {
            public const int Most = 1 << 10;
            public const string Names = nameof(Limits) + "!";
        }

        private sealed class Two
        {
            private readonly int _a;
            private readonly int _b;

            public Two(int a, int b)
            {
                _a = a;
                _b = b;
            }

            public void Deconstruct(out int a, out int b)
            {
                a = _a;
                b = _b;
            }
        }

        private sealed class Matrix
        {
            public int this[int row, int column] => (row * 10) + column;
        }

        private sealed partial class Parts
        {
            public string Left => "left";
        }

        private sealed partial class Parts
        {
            public string Right => "right";
        }
    }
}
