// SPDX-License-Identifier: MIT
// Numbers to text and back, composite formats, interpolation.

using System;

namespace Wardstone.Tests.Language
{
    internal static class Formatting
    {
        public static void Run()
        {
            Suite.Line("int", int.MinValue.ToString() + " " + int.MaxValue + " " + 0);
            Suite.Line("long", long.MinValue.ToString() + " " + long.MaxValue);
            Suite.Line("ulong", ulong.MaxValue.ToString());
            Suite.Line("bytes", byte.MaxValue.ToString() + " " + sbyte.MinValue);
            Suite.Line("shorts", ushort.MaxValue.ToString() + " " + short.MinValue);
            Suite.Line("char", 'x'.ToString() + 'y');
            Suite.Line("bool", true.ToString() + " " + false);
            Suite.Line("X", 0xBEEF.ToString("X") + " " + 0xBEEF.ToString("x8")
                + " " + (-1).ToString("X") + " " + ((sbyte)-1).ToString("X2"));
            Suite.Line("X long", 0x123456789ABCL.ToString("X16") + " " + (-2L).ToString("x"));
            Suite.Line("D", 42.ToString("D5") + " " + (-42).ToString("D5") + " " + 42.ToString("D") + " " + ((byte)7).ToString("D3"));
            Suite.Line("interpolated", $"a{1}b{"c"}d{'e'}f{true}g{2u}h{3L}i{4ul}{(byte)5}{(short)-6}");
            Suite.Line("aligned", $"[{12,5}] [{12,-5}] [{"ab",4}] [{0x2A:X4}] [{0x2A,6:x}] [{-5,4:D2}]");
            Suite.Line("format", string.Format("{1} {0} {{}} {2,3}|", "first", 2, null));
            Suite.Line("concat null", "a" + null + "b" + (string)null + new Shown(3));
            Suite.Line("concat objects", string.Concat(new object[] { 1, "x", 'c', 2.ToString(), new Shown(9) }));
            Suite.Line("format object", $"{new Shown(4)}|{new Shown(5),12}|");

            string[] numbers =
            {
                "0", "42", "-42", "+7", " 12 ", "2147483647", "-2147483648", "2147483648", "", "-", "1x", "x1", "1 2",
                "99999999999999999999999",
            };
            foreach (string number in numbers)
            {
                bool isInt = int.TryParse(number, out int value);
                bool isUint = uint.TryParse(number, out uint unsigned);
                bool isByte = byte.TryParse(number, out byte small);
                bool isLong = long.TryParse(number, out long wide);
                Suite.Line("parse '" + number + "'", $"{isInt} {value} {isUint} {unsigned} {isByte} {small} {isLong} {wide}");
            }

            Suite.Line("parse", int.Parse("-17") + (long.Parse("123456789012") % 1000));
            Suite.Line("parse ulong", ulong.Parse("18446744073709551615"));
            Suite.Line("parse hex", Convert.ToInt32("7fF", 16) + Convert.ToByte("0x1F", 16));
            Try("malformed", "12a");
            Try("overflow", "300");
            Try("null", null);
            Suite.Line("dashes", BitConverter.ToString(new byte[] { 0, 0x1F, 0xAB, 0xFF }));
            byte[] bytes = BitConverter.GetBytes(0x12345678);
            Suite.Line("bytes of int", bytes[0] + " " + bytes[3] + " " + BitConverter.ToUInt16(bytes, 1));
        }

        private static void Try(string name, string text)
        {
            try
            {
                Suite.Line(name, byte.Parse(text));
            }
            catch (FormatException)
            {
                Suite.Line(name, "FormatException");
            }
            catch (ArgumentNullException)
            {
                Suite.Line(name, "ArgumentNullException");
            }
            catch (Exception)
            {
                Suite.Line(name, "another exception");
            }
        }

        private sealed class Shown
        {
            private readonly int _value;

            public Shown(int value) => _value = value;

            public override string ToString() => "<" + _value + ">";
        }
    }
}
