// SPDX-License-Identifier: MIT
// Arrays: bounds, initialisers, jagged ones, covariance, copies.

using System;

namespace Wardstone.Tests.Language
{
    internal static class Arrays
    {
        private static readonly byte[] s_table = { 1, 2, 4, 8, 16, 32, 64, 128 };
        private static readonly uint[] s_words = { 0xDEADBEEF, 0x12345678, 0xFFFFFFFF };

        public static void Run()
        {
            Suite.Line("constant table", s_table[7] + s_table.Length);
            Suite.Line("constant words", s_words[0] ^ s_words[1] ^ s_words[2]);
            long[] longs = new long[5];
            longs[4] = long.MaxValue;
            longs[3] -= 1;
            Suite.Line("longs", longs[4] + longs[3] + longs[0]);
            bool[] bools = { true, false, true };
            Suite.Line("bools", bools[0] && !bools[1] && bools[2]);
            sbyte[] sbytes = { -1, 127 };
            Suite.Line("sbytes", sbytes[0] + sbytes[1]);
            char[] chars = { 'a', '\uffff' };
            Suite.Line("chars", chars[1]);
            string[][] jagged = { new[] { "a" }, new[] { "b", "c" }, null };
            Suite.Line("jagged", jagged[1][1] + jagged.Length + (jagged[2] == null));
            int[] empty = new int[0];
            Suite.Line("empty", empty.Length);
            Pair[] pairs = new Pair[3];
            pairs[1].Left = 5;
            pairs[1].Name = "five";
            pairs[2] = pairs[1];
            pairs[1].Left++;
            Suite.Line("structs", pairs[2].Left + pairs[1].Left + pairs[2].Name + (pairs[0].Name == null));

            foreach (int index in new[] { -1, 0, 2, 3, int.MinValue, int.MaxValue })
            {
                TryBytes(index);
                TryObjects(index);
                TryStructs(pairs, index);
            }

            try
            {
                Suite.Line("negative length", new int[index0 - 1].Length);
            }
            catch (Exception)
            {
                Suite.Line("negative length", "throws");
            }

            Covariance();
            Copies();
        }

        private static int index0 = 0;

        private static void TryBytes(int index)
        {
            byte[] bytes = { 1, 2, 3 };
            try
            {
                bytes[index] += 1;
                Suite.Line("bytes at " + index, bytes[index]);
            }
            catch (IndexOutOfRangeException)
            {
                Suite.Line("bytes at " + index, "IndexOutOfRangeException");
            }
        }

        private static void TryObjects(int index)
        {
            object[] objects = { "a", "b", "c" };
            try
            {
                objects[index] = "d";
                Suite.Line("objects at " + index, objects[0].ToString() + objects[2]);
            }
            catch (IndexOutOfRangeException)
            {
                Suite.Line("objects at " + index, "IndexOutOfRangeException");
            }
        }

        private static void TryStructs(Pair[] pairs, int index)
        {
            try
            {
                ref Pair pair = ref pairs[index];
                Suite.Line("structs at " + index, pair.Left);
            }
            catch (IndexOutOfRangeException)
            {
                Suite.Line("structs at " + index, "IndexOutOfRangeException");
            }
        }

        private static void Covariance()
        {
            object[] objects = new string[2];
            objects[0] = "fits";
            objects[1] = null;
            Suite.Line("covariant store", (string)objects[0]);
            try
            {
                objects[1] = new object();
                Suite.Line("wrong store", "no exception");
            }
            catch (Exception)
            {
                Suite.Line("wrong store", "throws");
            }

            Animal[] animals = new Dog[1];
            try
            {
                animals[0] = new Cat();
                Suite.Line("cat among dogs", "no exception");
            }
            catch (Exception)
            {
                Suite.Line("cat among dogs", "throws");
            }

            animals[0] = new Puppy();
            Suite.Line("puppy among dogs", animals[0].Name);
            INamed[] named = new Dog[] { new Dog() };
            Suite.Line("by interface", named[0].Name);
            object array = new int[1];
            Suite.Line("int[] is uint[]", array is uint[]);
            Suite.Line("int[] is int[]", array is int[]);
            Suite.Line("int[] is object[]", array is object[]);
            Suite.Line("int[] is Array", array is Array);
            Suite.Line("string[] is object[]", (object)new string[0] is object[]);
            Suite.Line("string[] is INamed[]", (object)new string[0] is INamed[]);
            Suite.Line("Dog[] is INamed[]", (object)new Dog[0] is INamed[]);
            Suite.Line("Dog[][] is Animal[][]", (object)new Dog[0][] is Animal[][]);
            try
            {
                ref Animal first = ref animals[index0];
                Suite.Line("ref of covariant", "no exception");
            }
            catch (Exception)
            {
                Suite.Line("ref of covariant", "throws");
            }
        }

        private static void Copies()
        {
            int[] numbers = { 1, 2, 3, 4, 5, 6 };
            Array.Copy(numbers, 0, numbers, 2, 4);
            Suite.Line("overlap up", Join(numbers));
            Array.Copy(numbers, 2, numbers, 0, 4);
            Suite.Line("overlap down", Join(numbers));
            Array.Clear(numbers, 1, 2);
            Suite.Line("clear", Join(numbers));
            int[] clone = (int[])numbers.Clone();
            clone[0] = 99;
            Suite.Line("clone", Join(clone) + Join(numbers));
            Suite.Line("indexof", Array.IndexOf(numbers, 4) + " " + Array.IndexOf(new[] { "x", "y" }, "y"));
            try
            {
                Array.Copy(numbers, 3, clone, 0, 4);
                Suite.Line("copy beyond", "no exception");
            }
            catch (ArgumentException)
            {
                Suite.Line("copy beyond", "ArgumentException");
            }

            byte[] bytes = new byte[67];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)(i * 7);
            }

            for (int shift = 0; shift < 5; shift++)
            {
                Array.Copy(bytes, shift, bytes, 5 - shift, 60 - shift);
                Array.Copy(bytes, 8, bytes, shift + 1, 50 + shift);
            }

            uint sum = 0;
            foreach (byte b in bytes)
            {
                sum = (sum * 31) + b;
            }

            Suite.Line("unaligned copies", sum);
        }

        private static string Join(int[] numbers)
        {
            string text = "";
            foreach (int number in numbers)
            {
                text += number + " ";
            }

            return text;
        }

        private struct Pair
        {
            public int Left;
            public string Name;
        }

        private interface INamed
        {
            string Name { get; }
        }

        private abstract class Animal
        {
            public abstract string Name { get; }
        }

        private class Dog : Animal, INamed
        {
            public override string Name => "dog";
        }

        private sealed class Puppy : Dog
        {
            public override string Name => "puppy";
        }

        private sealed class Cat : Animal
        {
            public override string Name => "cat";
        }
    }
}
