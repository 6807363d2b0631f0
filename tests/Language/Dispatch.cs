// SPDX-License-Identifier: MIT
// Virtual and interface calls.

namespace Wardstone.Tests.Language
{
    internal static class Dispatch
    {
        public static void Run()
        {
            Base[] objects = { new Base(), new Middle(), new Leaf(), new Sealed() };
            foreach (Base o in objects)
            {
                Suite.Line("virtual", o.First() + o.Second() + o.Third()
                    + ((IFirst)o).Explicit() + ((ISecond)o).Value + ((IFirst)o).First());
            }

            Suite.Line("hidden", new Middle().Hidden() + ((Base)new Middle()).Hidden());
            Suite.Line("through ToString", objects[2] + "|" + objects[3]);
            Suite.Line("structs", Call(new Counter(3)) + Call(new Doubler(3)));
            IProperty property = new Bag();
            property[2] = "x";
            property.Number += 4;
            Suite.Line("properties", property[2] + property.Number + (property[1] == null));

            // More pairs of type and call site than the dispatch cache has room for.
            IFirst[] many = { new Many0(), new Many1(), new Many2(), new Many3(), new Many4(), new Many5(), new Many6(), new Many7() };
            string text = "";
            for (int round = 0; round < 3; round++)
            {
                foreach (IFirst o in many)
                {
                    text += o.First() + o.Explicit() + ((ISecond)o).Value + Again(o) + Once(o);
                }
            }

            Suite.Line("many", text);
            Suite.Line("derived interface", new Derived().Base() + ((IDerived)new Derived()).Own() + ((IBase)new Derived()).Base());
            Suite.Line("same method twice", ((ILeft)new Both()).Name() + ((IRight)new Both()).Name() + new Both().Name());
            Suite.Line("abstract", new Square(3).Describe());
            Suite.Line("virtual from constructor", new Late("given").Seen);
            Suite.Line("recursive", Even(11));
        }

        private static string Again(IFirst o) => o.First() + o.Explicit();

        private static string Once(IFirst o) => o.Explicit();

        private static int Call(ICall call) => call.Call(4);

        private static bool Even(int n) => n == 0 || Odd(n - 1);

        private static bool Odd(int n) => n != 0 && Even(n - 1);

        private interface IFirst
        {
            string First();

            string Explicit();
        }

        private interface ISecond
        {
            int Value { get; }
        }

        private class Base : IFirst, ISecond
        {
            public virtual int Value => 1;

            public virtual string First() => "B1";

            public virtual string Second() => "B2";

            public string Third() => "B3";

            public string Hidden() => "BH";

            string IFirst.Explicit() => "BE";
        }

        private class Middle : Base, ISecond
        {
            int ISecond.Value => 22;

            public override string Second() => "M2" + base.Second();

            public new string Hidden() => "MH";
        }

        private class Leaf : Middle, IFirst
        {
            public override string First() => "L1" + base.First();

            public override string ToString() => "leaf";

            string IFirst.Explicit() => "LE";
        }

        private sealed class Sealed : Leaf
        {
            public override int Value => 4;

            public sealed override string Second() => "S2" + base.Second();
        }

        private interface ICall
        {
            int Call(int x);
        }

        private struct Counter : ICall
        {
            private readonly int _n;

            public Counter(int n) => _n = n;

            public int Call(int x) => x + _n;
        }

        private readonly struct Doubler : ICall
        {
            private readonly long _n;

            public Doubler(long n) => _n = n;

            int ICall.Call(int x) => (int)(x * _n);
        }

        private interface IProperty
        {
            int Number { get; set; }

            string this[int index] { get; set; }
        }

        private sealed class Bag : IProperty
        {
            private readonly string[] _items = new string[3];

            public int Number { get; set; } = 38;

            public string this[int index]
            {
                get => _items[index];
                set => _items[index] = value;
            }
        }

        private class Many0 : IFirst, ISecond
        {
            public virtual int Value => 0;

            public virtual string First() => "a";

            public virtual string Explicit() => "b";
        }

        private class Many1 : Many0
        {
            public override string First() => "c";
        }

        private class Many2 : Many1
        {
            public override int Value => 2;
        }

        private class Many3 : Many2
        {
            public override string Explicit() => "d";
        }

        private class Many4 : Many3
        {
            public override string First() => "e";
        }

        private class Many5 : Many4
        {
            public override int Value => 5;
        }

        private class Many6 : Many5
        {
            public override string First() => "f";
        }

        private class Many7 : Many6
        {
            public override string Explicit() => "g";
        }

        private interface IBase
        {
            string Base();
        }

        private interface IDerived : IBase
        {
            string Own();
        }

        private sealed class Derived : IDerived
        {
            public string Base() => "base";

            public string Own() => "own";
        }

        private interface ILeft
        {
            string Name();
        }

        private interface IRight
        {
            string Name();
        }

        private sealed class Both : ILeft, IRight
        {
            public string Name() => "public";

            string ILeft.Name() => "left";

            string IRight.Name() => "right";
        }

        private abstract class Shape
        {
            protected abstract int Area { get; }

            public string Describe() => Kind() + Area;

            protected virtual string Kind() => "shape";
        }

        private sealed class Square : Shape
        {
            private readonly int _side;

            public Square(int side) => _side = side;

            protected override int Area => _side * _side;

            protected override string Kind() => "square " + base.Kind();
        }

        private class Early
        {
            public string Seen;

            protected Early() => Seen = Text() ?? "nothing";

            protected virtual string Text() => "early";
        }

        private sealed class Late : Early
        {
            private readonly string _initialised = "initialised ";
            private readonly string _text;

            public Late(string text) => _text = text;

            protected override string Text() => _initialised + _text;
        }
    }
}
