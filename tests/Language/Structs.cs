// SPDX-License-Identifier: MIT
// Values: copies, boxes, parameters of every size, operators, equality.

using System;

namespace Wardstone.Tests.Language
{
    internal static class Structs
    {
        public static void Run()
        {
            Small small = new Small(1);
            Small copy = small;
            copy.Value = 2;
            Suite.Line("copy", small.Value + " " + copy.Value);
            object box = small;
            small.Value = 3;
            Suite.Line("box", ((Small)box).Value);
            ((ICounter)box).Count();
            Suite.Line("box changes in place", ((Small)box).Value);
            ICounter counter = small;
            counter.Count();
            Suite.Line("original stays", small.Value);
            small.Count();
            Suite.Line("direct call", small.Value);

            Large large = new Large(10);
            Suite.Line("by value", Sum(large) + large.A);
            Suite.Line("by in", SumIn(large));
            Change(ref large);
            Suite.Line("by ref", Sum(large));
            Suite.Line("returned", Sum(Make(100)));
            Large[] array = { new Large(1), new Large(2) };
            array[0] = array[1];
            array[1].A = 0;
            Suite.Line("array", Sum(array[0]) + Sum(array[1]));
            Holder holder = new Holder();
            holder.Inner.B = 7;
            Suite.Line("field", Sum(holder.Inner));
            Suite.Line("default", Sum(default));

            Vector sum = new Vector(1, 2) + new Vector(3, 4);
            sum = -sum * 2;
            Suite.Line("operators", sum.X + " " + sum.Y);
            Suite.Line("equality", (sum == new Vector(-8, -12)) + " " + (sum != new Vector(-8, -12)) + " " + sum.Equals(new Vector(0, 0)));
            int implicitly = new Vector(5, 6);
            Suite.Line("implicit", implicitly);
            Suite.Line("explicit", ((Vector)9).X);
            Suite.Line("readonly", new Fixed(4).Doubled());
            Suite.Line("plain equality", new Plain { A = 1, B = 2 }.Equals(new Plain { A = 1, B = 2 }));
            Suite.Line("plain inequality", new Plain { A = 1, B = 2 }.Equals(new Plain { A = 1, B = 3 }));
            Suite.Line("mixed sizes", Mixed(new Odd { A = 1, B = 2, C = 3 }, 4, new Odd { A = 5, B = 6, C = 7 }, 8L));
            WithReference a = new WithReference { Name = "n", Number = 5 };
            WithReference b = a;
            b.Name = "m";
            Suite.Line("with reference", a.Name + b.Name + a.Number);
            object boxed = b;
            Suite.Line("unboxed", ((WithReference)boxed).Name + boxed.ToString());
        }

        private static int Sum(Large large) => large.A + large.B + large.C + (int)large.D;

        private static int SumIn(in Large large) => large.A + large.B;

        private static void Change(ref Large large) => large.D = 1000;

        private static Large Make(int start) => new Large(start);

        private static long Mixed(Odd first, int second, Odd third, long fourth)
            => first.A + (first.B * 10) + (first.C * 100) + (second * 1000)
                + (third.A * 10000) + (third.B * 100000) + (third.C * 1000000) + (fourth * 10000000);

        private interface ICounter
        {
            void Count();
        }

        private struct Small : ICounter
        {
            public int Value;

            public Small(int value) => Value = value;

            public void Count() => Value += 100;
        }

        private struct Large
        {
            public int A;
            public int B;
            public int C;
            public long D;

            public Large(int start)
            {
                A = start;
                B = start + 1;
                C = start + 2;
                D = start + 3;
            }
        }

        private sealed class Holder
        {
            public Large Inner;
        }

        private readonly struct Vector
        {
            public readonly int X;
            public readonly int Y;

            public Vector(int x, int y)
            {
                X = x;
                Y = y;
            }

            public static Vector operator +(Vector a, Vector b) => new Vector(a.X + b.X, a.Y + b.Y);

            public static Vector operator -(Vector a) => new Vector(-a.X, -a.Y);

            public static Vector operator *(Vector a, int b) => new Vector(a.X * b, a.Y * b);

            public static bool operator ==(Vector a, Vector b) => a.X == b.X && a.Y == b.Y;

            public static bool operator !=(Vector a, Vector b) => !(a == b);

            public static implicit operator int(Vector a) => a.X + a.Y;

            public static explicit operator Vector(int x) => new Vector(x, 0);

            public override bool Equals(object obj) => obj is Vector other && this == other;

            public override int GetHashCode() => X ^ Y;
        }

        private readonly struct Fixed
        {
            private readonly int _value;

            public Fixed(int value) => _value = value;

            public int Doubled() => _value * 2;
        }

        private struct Plain
        {
            public int A;
            public int B;
        }

        private struct Odd
        {
            public byte A;
            public short B;
            public int C;
        }

        private struct WithReference
        {
            public string Name;
            public int Number;

            public override string ToString() => Name + Number;
        }
    }
}
