// SPDX-License-Identifier: MIT
// ref, out, in, ref locals and returns, ref structs.

using System;

namespace Wardstone.Tests.Language
{
    internal static class References
    {
        private static int s_value = 1;

        public static void Run()
        {
            int a = 1;
            int b = 2;
            Swap(ref a, ref b);
            Suite.Line("swap", a + " " + b);
            Suite.Line("out", Split(0x12345678, out ushort high, out ushort low) + high + low);
            int[] array = { 1, 2, 3 };
            Swap(ref array[0], ref array[2]);
            Suite.Line("array elements", array[0] + " " + array[2]);
            ref int second = ref array[1];
            second = 42;
            second++;
            Suite.Line("ref local", array[1]);
            second = ref array[0];
            second = -1;
            Suite.Line("ref reassigned", array[0] + " " + array[1]);
            Largest(array) = 0;
            Suite.Line("ref return", array[0] + " " + array[1] + " " + array[2]);
            ref int field = ref Static();
            field += 5;
            Suite.Line("ref static", s_value);
            Holder holder = new Holder();
            Fill(ref holder.Text, ref holder.Number);
            Suite.Line("ref fields", holder.Text + holder.Number);
            string text = "old";
            Replace(ref text, "new");
            Suite.Line("ref string", text);
            long wide = 5;
            Wide(ref wide);
            Suite.Line("ref long", wide);
            Suite.Line("in", Add(in a, 5));
            ref int chosen = ref a > b ? ref a : ref b;
            chosen = 100;
            Suite.Line("ref conditional", a + " " + b);

            Spans();
            Cursor cursor = new Cursor(new byte[] { 1, 2, 3, 4, 5 });
            Suite.Line("ref struct", cursor.Next() + cursor.Next() + (cursor.Next() * 100) + cursor.Left);
        }

        private static void Spans()
        {
            byte[] bytes = { 0, 1, 2, 3, 4, 5, 6, 7 };
            SpanByte span = bytes;
            span[0] = 9;
            SpanByte part = span.Slice(2, 4);
            part[1] = 33;
            Suite.Line("span", bytes[0] + " " + bytes[3] + " " + part.Length + " " + span.Slice(6)[1] + " " + SpanByte.Empty.IsEmpty);
            part.CopyTo(span);
            Suite.Line("span overlap", bytes[0] + " " + bytes[1] + " " + bytes[3]);
            span.Slice(0, 5).CopyTo(span.Slice(2));
            Suite.Line("span overlap up", bytes[2] + " " + bytes[3] + " " + bytes[6]);
            Suite.Line("span array", part.ToArray().Length + part.ToArray()[0]);
            Suite.Line("span of null", new SpanByte(null).Length);
            foreach (int index in new[] { -1, 3, 4, int.MaxValue })
            {
                try
                {
                    part[index] = 1;
                    Suite.Line("span at " + index, part[index]);
                }
                catch (IndexOutOfRangeException)
                {
                    Suite.Line("span at " + index, "IndexOutOfRangeException");
                }

                try
                {
                    Suite.Line("slice from " + index, part.Slice(index).Length);
                }
                catch (ArgumentOutOfRangeException)
                {
                    Suite.Line("slice from " + index, "ArgumentOutOfRangeException");
                }

                try
                {
                    Suite.Line("slice of " + index, part.Slice(1, index).Length);
                }
                catch (ArgumentOutOfRangeException)
                {
                    Suite.Line("slice of " + index, "ArgumentOutOfRangeException");
                }
            }

            try
            {
                span.CopyTo(part);
                Suite.Line("short destination", "no exception");
            }
            catch (ArgumentException)
            {
                Suite.Line("short destination", "ArgumentException");
            }
        }

        private static void Swap(ref int a, ref int b)
        {
            int c = a;
            a = b;
            b = c;
        }

        private static int Split(uint value, out ushort high, out ushort low)
        {
            high = (ushort)(value >> 16);
            low = (ushort)value;
            return high ^ low;
        }

        private static ref int Largest(int[] array)
        {
            int index = 0;
            for (int i = 1; i < array.Length; i++)
            {
                index = array[i] > array[index] ? i : index;
            }

            return ref array[index];
        }

        private static ref int Static() => ref s_value;

        private static void Fill(ref string text, ref int number)
        {
            text = "filled";
            number = text.Length;
        }

        private static void Replace(ref string text, string by) => text = by;

        private static void Wide(ref long value) => value <<= 40;

        private static int Add(in int a, int b) => a + b;

        private sealed class Holder
        {
            public string Text;
            public int Number;
        }

        private ref struct Cursor
        {
            private SpanByte _rest;

            public Cursor(SpanByte bytes) => _rest = bytes;

            public int Left => _rest.Length;

            public int Next()
            {
                int value = _rest[0];
                _rest = _rest.Slice(1);
                return value;
            }
        }
    }
}
