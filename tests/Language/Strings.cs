// SPDX-License-Identifier: MIT
// Text.

using System;

namespace Wardstone.Tests.Language
{
    internal static class Strings
    {
        public static void Run()
        {
            string text = "the quick brown fox";
            Suite.Line("length", text.Length);
            Suite.Line("index", text[4].ToString() + text[text.Length - 1]);
            Suite.Line("substring", text.Substring(4, 5) + "|" + text.Substring(16) + "|" + text.Substring(19) + "|");
            Suite.Line("indexof", text.IndexOf('q') + " " + text.IndexOf("brown") + " " + text.IndexOf('z')
                + " " + text.IndexOf('o', 13) + " " + text.IndexOf("o", 13, 2));
            Suite.Line("lastindexof", text.LastIndexOf('o') + " " + text.LastIndexOf('o', 16)
                + " " + text.LastIndexOf("the") + " " + text.LastIndexOf("zz"));
            Suite.Line("any", text.IndexOfAny(new[] { 'x', 'k' }) + " " + text.LastIndexOfAny(new[] { 'h', 't' }));
            Suite.Line("starts", text.StartsWith("the") && !text.StartsWith("The") && text.EndsWith("fox") && text.Contains("ick b"));
            Suite.Line("case", text.ToUpper() + " " + "MiXeD".ToLower());
            Suite.Line("trim", "[" + "  a b \t\n".Trim() + "] [" + "xxaxx".Trim('x')
                + "] [" + "xxa".TrimStart('x') + "] [" + "axx".TrimEnd('x') + "]");
            Suite.Line("pad", "[" + "7".PadLeft(3, '0') + "] [" + "7".PadRight(3, '.') + "] [" + "long".PadLeft(2, ' ') + "]");
            foreach (string part in "a,b,,c;d".Split(',', ';'))
            {
                Suite.Line("split", "[" + part + "]");
            }

            foreach (string part in "k=v=w".Split(new[] { '=' }, 2))
            {
                Suite.Line("split 2", "[" + part + "]");
            }

            Suite.Line("split none", "abc".Split(',').Length + " " + "".Split(',').Length);

            string ab = "a" + (text.Length > 3 ? "b" : "c");
            Suite.Line("equal", ab == "ab" && ab.Equals("ab") && "ab".Equals((object)ab) && ab != "ac" && !ReferenceEquals(ab, "ab"));
            Suite.Line("equal null", ab == null || null == ab || !((string)null == null));
            Suite.Line("hash", ab.GetHashCode() == "ab".GetHashCode());
            Suite.Line("empty", string.IsNullOrEmpty("") && string.IsNullOrEmpty(null) && !string.IsNullOrEmpty(" ") && string.Empty == "");
            Suite.Line("literals", (object)"same" == (object)"same");

            char[] chars = "abc".ToCharArray();
            chars[1] = 'X';
            Suite.Line("chars", new string(chars) + new string('z', 3) + new string(chars, 1, 2)
                + new string('q', 0) + new string(new char[0]));
            int sum = 0;
            foreach (char c in text)
            {
                sum = (sum * 7) + c;
            }

            Suite.Line("foreach", sum);
            Suite.Line("unicode", "\u00e4\u20ac"[1] - "\u00e4"[0]);
            Suite.Line("concat", string.Concat("1", "2") + string.Concat("1", "2", "3")
                + string.Concat("1", "2", "3", "4") + string.Concat(new[] { "a", null, "b" }));
            Suite.Line("compareto", Sign("a".CompareTo("b")) + Sign("b".CompareTo("a"))
                + Sign("a".CompareTo("a")) + Sign("a".CompareTo("ab")));

            Try("substring beyond", text, 20, 1);
            Try("substring negative", text, -1, 1);
            Try("substring long", text, 10, 10);
            try
            {
                Suite.Line("char beyond", text[text.Length]);
            }
            catch (IndexOutOfRangeException)
            {
                Suite.Line("char beyond", "IndexOutOfRangeException");
            }

            string built = "";
            for (int i = 0; i < 50; i++)
            {
                built += (char)('a' + (i % 26));
            }

            Suite.Line("built", built);
        }

        private static string Sign(int value) => value < 0 ? "-" : value > 0 ? "+" : "0";

        private static void Try(string name, string text, int start, int length)
        {
            try
            {
                Suite.Line(name, text.Substring(start, length));
            }
            catch (ArgumentOutOfRangeException)
            {
                Suite.Line(name, "ArgumentOutOfRangeException");
            }
        }
    }
}
