// SPDX-License-Identifier: MIT
// Delegates, closures, events.

using System;

namespace Wardstone.Tests.Language
{
    internal static class Delegates
    {
        private delegate int Number(int x);

        private delegate void Say(string text);

        private delegate void Out(ref int value, out string text);

        private static string s_log = "";

        private static event EventHandler Happened;

        public static void Run()
        {
            Number number = Twice;
            Suite.Line("static", number(4));
            Adder adder = new Adder(10);
            number = adder.Add;
            Suite.Line("instance", number(4));
            Adder derived = new Multiplier(10);
            number = derived.Add;
            Suite.Line("virtual", number(4));
            IAdd byInterface = derived;
            number = byInterface.Add;
            Suite.Line("interface", number(5));
            number = x => x + 1;
            Suite.Line("lambda", number(4));
            int captured = 5;
            number = x => x + captured++;
            Suite.Line("closure", number(1) + number(1) + captured);
            Number local = x => 7.Plus(x);
            number = local;
            Suite.Line("extension on int", number(1));
            number = "abc".LengthPlus;
            Suite.Line("extension on string", number(1));
            Suite.Line("target", ((Number)adder.Add).Target == adder);
            Suite.Line("returned", Curry(3)(4));

            Number[] loops = new Number[3];
            for (int i = 0; i < loops.Length; i++)
            {
                int own = i * 10;
                loops[i] = x => x + own + i;
            }

            Suite.Line("loops", loops[0](1) + " " + loops[1](1) + " " + loops[2](1));

            Say a = Log;
            Say b = text => s_log += "(" + text + ")";
            Say both = a + b;
            both("1");
            (both - a)("2");
            (both + both - b)("3");
            Suite.Line("removed all", (a - a) == null && (both - both) == null && (a - b) == a);
            Suite.Line("multicast", s_log);
            Suite.Line("equal", (Say)Log == a && a + b == both && a != b && both.Equals(a + b));
            Suite.Line("list", both.GetInvocationList().Length + " " + a.GetInvocationList().Length);
            s_log = "";
            Say nothing = null;
            nothing += a;
            nothing -= b;
            nothing("4");
            nothing?.Invoke("5");
            Suite.Line("combined with null", s_log);

            EventHandler handler = (sender, e) => s_log += "[" + sender + (e == EventArgs.Empty) + "]";
            s_log = "";
            Happened += handler;
            Happened += handler;
            Happened -= handler;
            Happened?.Invoke("me", EventArgs.Empty);
            Happened -= handler;
            Suite.Line("event", s_log + (Happened == null));
            Source source = new Source();
            source.Changed += (sender, e) => s_log += ((Source)sender).Value;
            source.Set(42);
            Suite.Line("instance event", s_log);

            Out byRef = (ref int value, out string text) =>
            {
                value *= 2;
                text = "out" + value;
            };
            int doubled = 21;
            byRef(ref doubled, out string result);
            Suite.Line("ref and out", doubled + result);

            try
            {
                Number none = null;
                Suite.Line("null delegate", none(1));
            }
            catch (NullReferenceException)
            {
                Suite.Line("null delegate", "NullReferenceException");
            }

            Say failing = a + (text => throw new InvalidOperationException(text)) + b;
            s_log = "";
            try
            {
                failing("6");
            }
            catch (InvalidOperationException e)
            {
                Suite.Line("multicast stops", s_log + " " + e.Message);
            }

            int total = 0;
            Action add = () => total++;
            add += add;
            add += add;
            add();
            Suite.Line("doubled twice", total);
            Suite.Line("local function", Factorial(10));

            static int Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);
        }

        private static int Twice(int x) => x * 2;

        private static void Log(string text) => s_log += text;

        private static Number Curry(int a) => b => (a * 100) + b;

        private static int Plus(this int a, int b) => a + b;

        private static int LengthPlus(this string a, int b) => a.Length + b;

        private interface IAdd
        {
            int Add(int x);
        }

        private class Adder : IAdd
        {
            protected readonly int Value;

            public Adder(int value) => Value = value;

            public virtual int Add(int x) => Value + x;
        }

        private sealed class Multiplier : Adder
        {
            public Multiplier(int value)
                : base(value)
            {
            }

            public override int Add(int x) => Value * x;
        }

        private sealed class Source
        {
            public event EventHandler Changed;

            public int Value { get; private set; }

            public void Set(int value)
            {
                Value = value;
                Changed?.Invoke(this, EventArgs.Empty);
            }
        }
    }
}
