// SPDX-License-Identifier: MIT
// Casts, is, as, boxes, equality of objects.

using System;

namespace Wardstone.Tests.Language
{
    internal static class Casts
    {
        public static void Run()
        {
            object[] values =
            {
                null, "text", 5, 5L, 'c', true, (byte)5, new Thing(), new Part(), new Thing[1], new int[2], Kind.One, 2.5f,
            };
            foreach (object value in values)
            {
                string line = "";
                line += value is string ? "s" : "-";
                line += value is int ? "i" : "-";
                line += value is long ? "l" : "-";
                line += value is Thing ? "t" : "-";
                line += value is Part ? "p" : "-";
                line += value is IThing ? "I" : "-";
                line += value is Array ? "a" : "-";
                line += value is object[] ? "o" : "-";
                line += value is Kind ? "k" : "-";
                line += value is ValueType ? "v" : "-";
                line += value is Enum ? "e" : "-";
                line += value is IComparable ? "" : "";
                line += (value as Thing)?.Name ?? "none";
                Suite.Line("is", line);
                Suite.Line("cast to Thing", Cast(value));
                Suite.Line("cast to interface", CastInterface(value));
                Suite.Line("unbox to int", Unbox(value));
            }

            object five = 5;
            Suite.Line("box equals", five.Equals(5) && !five.Equals(5L) && !five.Equals(6) && Equals(five, 5));
            Suite.Line("box hash", five.GetHashCode() == 5.GetHashCode());
            Suite.Line("box text", five.ToString() + 'x' + (object)true + (object)7L);
            Suite.Line("types", five.GetType() == typeof(int) && new Part().GetType() == typeof(Part)
                && new Part().GetType() != typeof(Thing));
            Suite.Line("array types", new int[0].GetType() == typeof(int[]) && new int[0].GetType() != typeof(uint[]));
            Suite.Line("conditional", (five is int n && n > 3 ? n : 0) + (five is long ? 1 : 2));
            Suite.Line("implicit widening", Widen((byte)200, -5, 'a'));
            Thing same = new Thing();
            Suite.Line("object equality", same.Equals(same) && !same.Equals(new Thing()) && !same.Equals(null));
        }

        private static string Cast(object value)
        {
            try
            {
                return ((Thing)value)?.Name ?? "null";
            }
            catch (InvalidCastException)
            {
                return "InvalidCastException";
            }
        }

        private static string CastInterface(object value)
        {
            try
            {
                return ((IThing)value)?.Name ?? "null";
            }
            catch (InvalidCastException)
            {
                return "InvalidCastException";
            }
        }

        private static string Unbox(object value)
        {
            try
            {
                return ((int)value).ToString();
            }
            catch (InvalidCastException)
            {
                return "InvalidCastException";
            }
            catch (NullReferenceException)
            {
                return "NullReferenceException";
            }
        }

        private static long Widen(int a, long b, int c) => a + b + c;

        private interface IThing
        {
            string Name { get; }
        }

        private class Thing
        {
            public virtual string Name => "thing";
        }

        private sealed class Part : Thing, IThing
        {
            public override string Name => "part";
        }

        private enum Kind
        {
            Zero,
            One,
        }
    }
}
