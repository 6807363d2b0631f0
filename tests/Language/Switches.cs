// SPDX-License-Identifier: MIT
// Switches and patterns.

namespace Wardstone.Tests.Language
{
    internal static class Switches
    {
        public static void Run()
        {
            foreach (int value in new[] { -5, 0, 1, 2, 3, 7, 100, 1000 })
            {
                Suite.Line("dense and sparse " + value, Dense(value) + Sparse(value) + Relational(value));
            }

            foreach (string text in new[] { "one", "two", "three", "four", "five", "six", "seven", "eight", "", "zwei", null })
            {
                Suite.Line("string " + text, OfString(text));
            }

            object[] objects =
            {
                5, -5, "short", "a longer text", 'c', 7L, null, new Point { X = 1, Y = 2 }, new Point { X = 0, Y = 9 }, new int[3],
            };
            foreach (object o in objects)
            {
                Suite.Line("type", OfType(o));
            }

            Suite.Line("long", OfLong(0x100000000) + OfLong(1) + OfLong(-1));
            Suite.Line("char", OfChar('a') + OfChar('Z') + OfChar('5') + OfChar('-'));
            Suite.Line("fall through", Fall(1) + Fall(2) + Fall(3));
            Suite.Line("goto case", Goto(1) + Goto(2) + Goto(9));
        }

        private static string Dense(int value)
        {
            switch (value)
            {
                case 0: return "zero ";
                case 1: return "one ";
                case 2: return "two ";
                case 3: return "three ";
                case 4: return "four ";
                case 7: return "seven ";
                default: return "many ";
            }
        }

        private static string Sparse(int value)
        {
            switch (value)
            {
                case -5: return "minus five ";
                case 100: return "hundred ";
                case 1000: return "thousand ";
                default: return "- ";
            }
        }

        private static string Relational(int value) => value switch
        {
            < 0 => "negative",
            0 => "nothing",
            > 0 and < 10 => "small",
            10 or 100 => "round",
            _ => "large",
        };

        private static int OfString(string text)
        {
            switch (text)
            {
                case "one": return 1;
                case "two": return 2;
                case "three": return 3;
                case "four": return 4;
                case "five": return 5;
                case "six": return 6;
                case "seven": return 7;
                case "eight": return 8;
                case "": return 0;
                case null: return -1;
                default: return 99;
            }
        }

        private static string OfType(object o) => o switch
        {
            null => "null",
            int n when n > 0 => "positive " + n,
            int n => "int " + n,
            string { Length: > 5 } s => "long string " + s.Length,
            string s => "string " + s,
            char => "char",
            Point { X: 0 } p => "on the axis " + p.Y,
            Point p => "point " + (p.X + p.Y),
            not int[] => "something else",
            _ => "numbers",
        };

        private static int OfLong(long value)
        {
            switch (value)
            {
                case 0x100000000: return 1;
                case -1: return 2;
                case 1: return 4;
                default: return 8;
            }
        }

        private static string OfChar(char c) => c switch
        {
            >= 'a' and <= 'z' => "lower ",
            >= 'A' and <= 'Z' => "upper ",
            >= '0' and <= '9' => "digit ",
            _ => "other ",
        };

        private static string Fall(int value)
        {
            switch (value)
            {
                case 1:
                case 2:
                    return "one or two ";
                default:
                    break;
            }

            return "neither ";
        }

        private static string Goto(int value)
        {
            string text = "";
            switch (value)
            {
                case 1:
                    text += "one ";
                    goto case 2;
                case 2:
                    text += "two ";
                    goto default;
                default:
                    text += "end ";
                    break;
            }

            return text;
        }

        private sealed class Point
        {
            public int X;
            public int Y;
        }
    }
}
