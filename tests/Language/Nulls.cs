// SPDX-License-Identifier: MIT
// Accesses through null: every one is a NullReferenceException, near or far from the start of the object, by reading, writing,
// calling and copying. The compiler leaves the check to the memory up to offset 2047.

using System;

namespace Wardstone.Tests.Language
{
    internal static class Nulls
    {
        private delegate void Access();

        private static Small s_small;
        private static Large s_large;
        private static string s_text;
        private static int[] s_array;
        private static object[] s_objects;
        private static INamed s_named;
        private static object s_object;
        private static long s_sink;

        public static void Run()
        {
            Try("read", () => s_sink = s_small.A);
            Try("read second", () => s_sink = s_small.B);
            Try("write", () => s_small.A = 1);
            Try("write reference", () => s_small.Name = "x");
            Try("read long", () => s_sink = s_small.Wide);
            Try("read float", () => s_sink = (int)s_small.Real);
            Try("virtual call", () => s_small.Virtual());
            Try("direct call", () => s_small.Direct());
            Try("interface call", () => s_sink = s_named.Name.Length);
            Try("string length", () => s_sink = s_text.Length);
            Try("string index", () => s_sink = s_text[0]);
            Try("array length", () => s_sink = s_array.Length);
            Try("array read", () => s_sink = s_array[0]);
            Try("array write", () => s_array[3] = 4);
            Try("object array write", () => s_objects[0] = "x");
            Try("tostring", () => s_sink = s_object.ToString().Length);
            Try("gettype", () => s_sink = s_object.GetType() == typeof(int) ? 1 : 0);
            Try("unbox", () => s_sink = (int)s_object);
            Try("struct copy", () => s_large.Block2 = s_large.Block1);
            Try("struct read", () => Take(s_small.Block));
            Try("ref to field", () => Take(ref s_small.B));
            Try("foreach", () => Each(s_array));
            Try("lock", () => Lock(s_small));
            Try("property", () => s_sink = s_small.Property);
            Try("near the end of the unchecked range", () => s_sink = s_large.At2036);
            Try("at its end", () => s_sink = s_large.At2044);
            Try("behind it", () => s_sink = s_large.At2048);
            Try("write at its end", () => s_large.At2044 = 1);
            Try("write behind it", () => s_large.At2048 = 1);
            Try("byte at its end", () => s_sink = s_large.Last);
            Try("far", () => s_sink = s_large.Far);
            Try("write far", () => s_large.Far = 1);
            Suite.Line("after all", s_small == null && s_large == null);
            s_small = new Small();
            Try("not null", () => s_sink = s_small.A + s_small.Virtual());
            Suite.Line("conditional", (s_text?.ToString() ?? "none") + (s_small?.ToString() == null));
            Suite.Line("nested", Nested(null));
        }

        private static void Try(string name, Access access)
        {
            try
            {
                access();
                Suite.Line(name, "no exception");
            }
            catch (NullReferenceException)
            {
                Suite.Line(name, "NullReferenceException");
            }
            catch (ArgumentNullException)
            {
                Suite.Line(name, "ArgumentNullException");
            }
        }

        private static string Nested(Small small)
        {
            string log = "";
            try
            {
                try
                {
                    log += small.A;
                }
                finally
                {
                    log += "finally ";
                    try
                    {
                        small.Virtual();
                    }
                    catch (NullReferenceException)
                    {
                        log += "inner ";
                    }
                }
            }
            catch (NullReferenceException) when (small == null)
            {
                log += "outer";
            }

            return log;
        }

        private static void Take(Block block) => s_sink = block.H;

        private static void Take(ref int value) => value++;

        private static void Each(int[] values)
        {
            foreach (int value in values)
            {
                s_sink += value;
            }
        }

        private static void Lock(object o)
        {
            lock (o)
            {
                s_sink++;
            }
        }

        private interface INamed
        {
            string Name { get; }
        }

        private struct Block
        {
            public int A, B, C, D, E, F, G, H;
        }

        private sealed class Small
        {
            public int A;
            public int B;
            public string Name;
            public long Wide;
            public float Real;
            public Block Block;

            public int Property { get; set; }

            public int Virtual() => A;

            public int Direct() => B;
        }

        // 128 bytes a row: the fields after the rows lie where their names say, on a 32-bit machine, give or take a few bytes.
        private struct Row
        {
            public Block A, B, C, D;
        }

        private class Large
        {
            public Row R0, R1, R2, R3, R4, R5, R6, R7, R8, R9, R10, R11, R12, R13, R14;
            public Block Block1, Block2, Block3;
            public int P0, P1, P2, P3, P4;
            public int At2036;
            public int At2040;
            public int At2044;
            public int At2048;
            public byte Last;
            public Row S0, S1, S2, S3, S4, S5, S6, S7, S8, S9;
            public int Far;
        }
    }
}
