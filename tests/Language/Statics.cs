// SPDX-License-Identifier: MIT
// Static fields and constructors: constants, built ahead of time, built at first use.

namespace Wardstone.Tests.Language
{
    internal static class Statics
    {
        private static string s_log = "";

        private static readonly Node s_tree = new Node(new Node(null, 1), 2);
        private static readonly string[] s_names = { "zero", "one", "two" };
        private static readonly object s_boxed = 12;
        private const string Constant = "con" + "stant";

        public static void Run()
        {
            Suite.Line("constant", Constant);
            Suite.Line("tree", s_tree.Value + s_tree.Next.Value);
            Suite.Line("names", s_names[2] + s_names.Length);
            Suite.Line("boxed", (int)s_boxed);
            Suite.Line("before", s_log);
            _ = Lazy.Value;
            Suite.Line("after", s_log);
            Lazy.Value++;
            Suite.Line("again", s_log + Lazy.Value);
            new WithConstructor();
            new WithConstructor();
            Suite.Line("instance", s_log + WithConstructor.Count);
            Suite.Line("mutual", First.Value + " " + Second.Value);
            Suite.Line("order", Ordered.A + " " + Ordered.B + " " + Ordered.C);
            Counter.Next();
            Counter.Next();
            Suite.Line("counter", Counter.Next());
            Suite.Line("long", Counter.Total);
            Suite.Line("nested", Outer.Inner.Text);
            Suite.Line("inherited", Child.Shared + Parent.Shared);
        }

        private sealed class Node
        {
            public readonly Node Next;
            public readonly int Value;

            public Node(Node next, int value)
            {
                Next = next;
                Value = value;
            }
        }

        private static class Lazy
        {
            public static int Value;

            static Lazy()
            {
                s_log += "Lazy ";
                Value = 41;
            }
        }

        private sealed class WithConstructor
        {
            public static int Count;

            static WithConstructor() => s_log += "WithConstructor ";

            public WithConstructor() => Count++;
        }

        private static class First
        {
            public static readonly int Value;

            static First()
            {
                s_log += "First ";
                Value = Second.Value + 1;
            }
        }

        private static class Second
        {
            public static readonly int Value;

            static Second()
            {
                s_log += "Second ";
                Value = First.Value + 10;
            }
        }

        private static class Ordered
        {
            public static readonly int A = 1 + Offset();
            public static readonly int B = A * 2;
            public static readonly int C = A + B;

            private static int Offset() => s_log.Length > 0 ? 5 : 6;
        }

        private static class Counter
        {
            public static long Total = 0x100000000;
            private static int s_count;

            public static int Next()
            {
                Total += ++s_count;
                return s_count;
            }
        }

        private static class Outer
        {
            public static class Inner
            {
                public static readonly string Text = "in" + s_names[0];
            }
        }

        private class Parent
        {
            public static string Shared = "parent";
        }

        private sealed class Child : Parent
        {
        }
    }
}
